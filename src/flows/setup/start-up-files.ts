import { JpawsError } from '../../domain/errors.ts';
import { fileForm } from '../../domain/start-up/file-form.ts';
import {
  expandPath,
  isRooted,
  type StartUpPlace,
  type StartUpShell,
  variableOf,
} from '../../domain/start-up/start-up-place.ts';
import type { World } from '../../ports.ts';

export interface StartUpFile {
  /** Absolute. */
  readonly path: string;
  /** Why the shell may not load jpaws from it, one line each. */
  readonly advice: readonly string[];
  /** There is nothing that this shell could load. */
  readonly isIdle: boolean;
}

type Needs = Pick<World, 'files' | 'machine' | 'programs'>;

/**
 * The start-up files that a shell reads in an interactive session here, there or not there yet: one, or one for each
 * of the shell's editions.
 * @throws HOME_MISSING, START_UP_FILE_UNKNOWN, FILE_UNREADABLE
 */
export async function startUpFiles(world: Needs, shell: StartUpShell): Promise<readonly StartUpFile[]> {
  const { platform } = world.machine;
  const places = shell.startUp.filter(({ on }) => on === undefined || on.includes(platform));
  const found = [];
  for (const place of places) found.push(await fileOf(world, shell, place));
  return found.filter((file) => file !== undefined);
}

async function fileOf(world: Needs, shell: StartUpShell, place: StartUpPlace): Promise<StartUpFile | undefined> {
  const [program] = place.asks === undefined ? [] : await world.programs.findAll(place.asks.program);
  if (place.asks?.isCondition === true && program === undefined) return undefined;
  if (place.asks !== undefined && program !== undefined) {
    const answer = await world.programs.output(program.path, place.asks.words);
    const lines = (answer ?? '')
      .replace(/^\ufeff/, '')
      .split(/\r?\n/)
      .filter((line) => line !== '');
    const path = lines.pop();
    const advice = lines.map((line) => place.advice?.[line]).filter((text) => text !== undefined);
    if (path !== undefined && isRooted(path))
      return { path, advice, isIdle: place.idleWord !== undefined && lines.includes(place.idleWord) };
  }
  return { path: knownPath(world, shell, place), advice: [], isIdle: false };
}

/** Without those of editions that could load nothing; all when that is so for all. */
export function filesInUse(found: readonly StartUpFile[]): readonly StartUpFile[] {
  const inUse = found.filter(({ isIdle }) => !isIdle);
  return inUse.length > 0 ? inUse : found;
}

/** @throws HOME_MISSING, START_UP_FILE_UNKNOWN */
function knownPath({ files, machine }: Needs, shell: StartUpShell, place: StartUpPlace): string {
  const { home, env } = machine;
  if (home === undefined) throw new JpawsError('HOME_MISSING', {});
  const paths = place.files.map((path) => {
    const expanded = expandPath(path, { home, env });
    if (expanded !== undefined) return expanded;
    const variable = variableOf(path) ?? path;
    throw new JpawsError('START_UP_FILE_UNKNOWN', { shell: shell.title, variable, load: shell });
  });
  const chosen = paths.find((path) => files.readBytes(path) !== undefined) ?? paths[0] ?? '';
  const { handsOnTo } = place;
  const other = handsOnTo === undefined ? undefined : expandPath(handsOnTo, { home, env });
  return other !== undefined && names(files.readBytes(chosen), other) ? other : chosen;
}

/** The text names the file in a line that is no comment. */
function names(bytes: Uint8Array | undefined, path: string): boolean {
  const form = fileForm(bytes ?? Uint8Array.of());
  const name = path.slice(path.lastIndexOf('/') + 1);
  const lines = 'text' in form ? form.text.split('\n') : [];
  return lines.some((line) => !/^\s*#/.test(line) && line.includes(name));
}
