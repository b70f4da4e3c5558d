import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ArchiveFile } from './archive.ts';
import { inRoot } from './place.ts';

/** A file of the checkout or of dist/, for an archive. */
export function fileFrom(path: string, ...source: readonly string[]): ArchiveFile {
  return { path, content: readFileSync(inRoot(...source)) };
}

/** All files below a folder, for an archive, under that name. */
export function filesBelow(path: string, ...source: readonly string[]): ArchiveFile[] {
  const folder = inRoot(...source);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'))
    .sort()
    .map((name) => fileFrom(`${path}/${name}`, ...source, name));
}
