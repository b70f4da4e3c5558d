import { envValue } from '../../domain/env.ts';
import { isError } from '../../domain/errors.ts';
import { folderOf } from '../../domain/folder-of.ts';
import { importLine } from '../../domain/start-up/import-line.ts';
import { expandPath, type StartUpShell } from '../../domain/start-up/start-up-place.ts';
import type { World } from '../../ports.ts';

/** Where the module JpAws is for PowerShell on Linux and macOS. */
export interface ModulePlace {
  readonly folder: string;
  /** The path by which it has to be loaded, since PowerShell does not look in its folder; undefined where the name does. */
  readonly manifest: string | undefined;
}

type Needs = Pick<World, 'files' | 'machine' | 'programs'>;

/** Where PowerShell looks by itself, whatever PSModulePath holds. */
const USUAL = ['${XDG_DATA_HOME:-~/.local/share}/powershell/Modules', '/usr/local/share/powershell/Modules'];
const MODULE = 'powershell/JpAws';
/** Where Homebrew puts a version of the program; `opt` in front of it leads to the newest. */
const HOMEBREW = /^(.*)\/Cellar\/jpaws\/[^/]+\/bin\/jpaws$/;
/** PowerShell takes brackets in the path of a module for a pattern; a control character would end the line. */
const NOT_LOADABLE = /[[\p{Cc}]/u;

/** This shell loads the module, and nothing but its folders tells whether it finds it: on Windows it is asked itself. */
export const takesModule = ({ machine }: Pick<World, 'machine'>, { family }: StartUpShell): boolean =>
  family === 'powershell' && machine.platform !== 'win32';

/** The shell with the line that loads the module from where it is. */
export async function withModule(world: Needs, shell: StartUpShell): Promise<StartUpShell> {
  const manifest = takesModule(world, shell) ? (await findModule(world))?.manifest : undefined;
  return manifest === undefined ? shell : { ...shell, loadLine: importLine(manifest) };
}

/** The module: in a folder of PSModulePath, else beside the running program, as archives and Homebrew put it. */
export async function findModule(world: Needs): Promise<ModulePlace | undefined> {
  const named = moduleFolders(world.machine)
    .map((folder) => `${folder}/JpAws`)
    .find((folder) => namesIn(world, folder).length > 0);
  if (named !== undefined) return { folder: named, manifest: undefined };
  const beside = placesBeside(await world.programs.own()).find((folder) =>
    namesIn(world, folder).includes('JpAws.psd1'),
  );
  if (beside === undefined || NOT_LOADABLE.test(beside)) return undefined;
  return { folder: beside, manifest: `${beside}/JpAws.psd1` };
}

function moduleFolders({ env, home }: World['machine']): readonly string[] {
  const path = envValue(env, 'PSModulePath') ?? '';
  const usual = home === undefined ? [] : USUAL.map((place) => expandPath(place, { home, env }));
  return [...path.split(':'), ...usual.filter((folder) => folder !== undefined)].filter((folder) => folder !== '');
}

function placesBeside(own: string): readonly string[] {
  const [, prefix] = HOMEBREW.exec(own) ?? [];
  const folder = folderOf(own);
  return [
    ...(prefix === undefined ? [] : [`${prefix}/opt/jpaws/share/jpaws/${MODULE}`]),
    `${folder}/${MODULE}`,
    `${folderOf(folder)}/share/jpaws/${MODULE}`,
  ];
}

/** A folder that may not be read holds nothing for PowerShell either. */
function namesIn({ files }: Needs, folder: string): readonly string[] {
  try {
    return files.list(folder);
  } catch (error) {
    if (isError(error, 'FILE_UNREADABLE')) return [];
    throw error;
  }
}
