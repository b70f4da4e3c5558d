import { closeSync, constants, fstatSync, openSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { holderFromText } from './lock-holder.ts';
import type { Holder } from './lock-holder.ts';
import { isMissing } from './system-error.ts';

const LOOK = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;

/** The last turn that was taken. `beat` changes whenever its holder shows that it lives. */
export interface Turn {
  readonly number: number;
  readonly holder: Holder;
  readonly beat: string;
}

export const turnFile = (folder: string, name: string, number: number): string => join(folder, `${name}.${number}`);

/** Numbers of the turns that have a file, in rising order; empty when the folder lacks. */
export function turnNumbers(folder: string, name: string): number[] {
  const numberOf = (file: string): number => Number(/^\.(\d{1,15})$/.exec(file.slice(name.length))?.[1] ?? Number.NaN);
  try {
    const files = readdirSync(folder).filter((file) => file.startsWith(name));
    return files
      .map(numberOf)
      .filter(Number.isInteger)
      .sort((a, b) => a - b);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** A file is opened rather than asked by its path: network file systems answer that from a cache. */
function lookAt(path: string): Omit<Turn, 'number'> {
  let fd: number | undefined;
  try {
    fd = openSync(path, LOOK);
    return { holder: holderFromText(readFileSync(fd, 'utf8')), beat: String(fstatSync(fd).mtimeMs) };
  } catch {
    return { holder: { state: 'unknown' }, beat: String(statSync(path, { throwIfNoEntry: false })?.mtimeMs) };
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** The last turn, if any was ever taken. */
export function lastTurn(folder: string, name: string): Turn | undefined {
  const number = turnNumbers(folder, name).at(-1);
  return number === undefined ? undefined : { number, ...lookAt(turnFile(folder, name, number)) };
}
