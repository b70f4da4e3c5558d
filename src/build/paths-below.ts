import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The files of a folder and of all below it: their paths in it, with `/`, sorted. */
export function pathsBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'))
    .sort();
}
