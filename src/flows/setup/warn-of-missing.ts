import { envValue } from '../../domain/env.ts';
import { folderOf } from '../../domain/folder-of.ts';
import type { StartUpShell } from '../../domain/start-up/start-up-place.ts';
import type { World } from '../../ports.ts';

/** Warns when the load line would not find what it loads: the program on PATH, or the module in PSModulePath. */
export async function warnOfMissing(world: World, shell: StartUpShell): Promise<void> {
  if (shell.family === 'powershell') return warnOfModule(world);
  const { programs, terminal } = world;
  if ((await programs.findAll('jpaws')).length > 0) return;
  const own = await programs.own();
  terminal.warn(`no jpaws is on PATH; add the folder ${folderOf(own)} to it`);
}

/** PSModulePath is known where PowerShell hands it on. On Windows each PowerShell was asked itself. */
function warnOfModule({ files, machine, terminal }: World): void {
  const path = envValue(machine.env, 'PSModulePath');
  if (path === undefined || machine.platform === 'win32') return;
  const folders = path.split(':').filter((folder) => folder !== '');
  if (folders.some((folder) => files.list(`${folder}/JpAws`).length > 0)) return;
  terminal.warn('the module JpAws is in no folder of PSModulePath; put it into one, or install it from the Gallery');
}
