import { isError } from '../domain/errors.ts';
import { milliseconds } from '../domain/units.ts';
import type { World } from '../ports.ts';

/** Between looks at a text that makes no sense: another tool may be writing the file in place, slowly on a busy machine. */
const PAUSES = [20, 40, 80, 160].map(milliseconds);

/**
 * Reads a file of the shared caches; undefined when there is none, and with a warning when it is damaged or foreign.
 * The AWS CLI writes in place, so a text that makes no sense is read again after short waits.
 */
export async function readCached<T>(
  world: Pick<World, 'files' | 'clock' | 'terminal'>,
  path: string,
  decode: (text: string) => T | undefined,
): Promise<T | undefined> {
  for (const pause of [...PAUSES, undefined]) {
    const text = readOrDamaged(world, path);
    if (text === undefined) return undefined;
    const value = decode(text);
    if (value !== undefined) return value;
    if (pause !== undefined) await world.clock.sleep(pause);
  }
  world.terminal.warn(`${path} is damaged or of another program; it will be replaced`);
  return undefined;
}

/** The text, undefined when there is no file; what cannot be read as text counts as damaged (''): the caches are never a reason to stop. */
export function readOrDamaged({ files }: Pick<World, 'files'>, path: string): string | undefined {
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
