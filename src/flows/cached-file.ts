import { isError } from '../domain/errors.ts';
import { milliseconds } from '../domain/units.ts';
import type { World } from '../ports.ts';

/** How long another tool may take to write a file in place before its half-written text counts as damaged. */
const WRITE_IN_PLACE = milliseconds(60);

/**
 * Reads a file of the shared caches; undefined when there is none, and with a warning when it is damaged or foreign.
 * The AWS CLI writes in place, so a text that makes no sense is read once more after a short wait.
 */
export async function readCached<T>(
  world: Pick<World, 'files' | 'clock' | 'terminal'>,
  path: string,
  decode: (text: string) => T | undefined,
): Promise<T | undefined> {
  const first = readOrDamaged(world, path);
  if (first === undefined) return undefined;
  const value = decode(first);
  if (value !== undefined) return value;
  await world.clock.sleep(WRITE_IN_PLACE);
  const second = readOrDamaged(world, path);
  if (second === undefined) return undefined;
  const late = decode(second);
  if (late === undefined) world.terminal.warn(`${path} is damaged or of another program; it will be replaced`);
  return late;
}

/** What cannot be read as text counts as damaged: the caches are never a reason to stop. */
function readOrDamaged({ files }: Pick<World, 'files'>, path: string): string | undefined {
  try {
    return files.read(path);
  } catch (error) {
    if (isError(error, 'FILE_UNREADABLE')) return '';
    throw error;
  }
}

/** Writes a file of the shared caches. Where that fails, what it holds is still used for this call, and the person is told. */
export function storeCached({ files, terminal }: Pick<World, 'files' | 'terminal'>, path: string, text: string): void {
  try {
    files.write(path, text);
  } catch (error) {
    if (!isError(error, 'FILE_UNWRITABLE')) throw error;
    terminal.warn(`${error.message}; it is used for this call only`);
  }
}
