import { folderOf } from '../../domain/folder-of.ts';
import { fileForm } from '../../domain/start-up/file-form.ts';
import { importLine } from '../../domain/start-up/import-line.ts';
import type { StartUpShell } from '../../domain/start-up/start-up-place.ts';
import type { World } from '../../ports.ts';
import { findModule, takesModule } from './module-place.ts';
import type { Obstacle } from './obstacle.ts';

type Needs = Pick<World, 'files' | 'machine' | 'programs'>;

/** The program, where the integration would not find it. */
export async function missingProgram(world: Needs, shell: StartUpShell): Promise<readonly Obstacle[]> {
  const { machine, programs } = world;
  // There the module brings it.
  if (shell.family === 'powershell' && machine.platform === 'win32') return [];
  if ((await programs.findAll('jpaws')).length > 0) return [];
  const own = await programs.own();
  const module = takesModule(world, shell) ? await findModule(world) : undefined;
  if (module !== undefined && own.startsWith(`${module.folder}/`)) return [];
  return [{ says: 'no jpaws is on PATH', fix: `add the folder ${folderOf(own)} to it` }];
}

/** The module, where a start-up file loads it by its name and PowerShell would not find it. */
export async function missingModule(
  world: Needs,
  shell: StartUpShell,
  bytes: Uint8Array,
): Promise<readonly Obstacle[]> {
  if (!takesModule(world, shell)) return [];
  const form = fileForm(bytes);
  if ('problem' in form || /jpaws\.psd1/i.test(form.text)) return [];
  const module = await findModule(world);
  if (module !== undefined && module.manifest === undefined) return [];
  const fix =
    module?.manifest === undefined
      ? 'put it into one, or install it from the Gallery'
      : `load it by its path: ${importLine(module.manifest)}`;
  return [{ says: 'the module JpAws is in no folder of PSModulePath', fix }];
}
