import { envValue } from '../../domain/env.ts';
import { folderOf } from '../../domain/folder-of.ts';
import type { StartUpShell } from '../../domain/start-up/start-up-place.ts';
import type { World } from '../../ports.ts';

/** What the load line would not find, with what to do, one line each: the program on PATH, or the module in PSModulePath. */
export async function missing(world: World, shell: StartUpShell): Promise<readonly string[]> {
  if (shell.family === 'powershell') return missingModule(world);
  const { programs } = world;
  if ((await programs.findAll('jpaws')).length > 0) return [];
  return [`no jpaws is on PATH; add the folder ${folderOf(await programs.own())} to it`];
}

/** PSModulePath is known where PowerShell hands it on. On Windows each PowerShell was asked itself. */
function missingModule({ files, machine }: World): readonly string[] {
  const path = envValue(machine.env, 'PSModulePath');
  if (path === undefined || machine.platform === 'win32') return [];
  const folders = path.split(':').filter((folder) => folder !== '');
  if (folders.some((folder) => files.list(`${folder}/JpAws`).length > 0)) return [];
  return ['the module JpAws is in no folder of PSModulePath; put it into one, or install it from the Gallery'];
}
