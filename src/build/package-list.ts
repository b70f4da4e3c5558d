import { readFileSync } from 'node:fs';
import type { ArchiveFile } from './archive.ts';
import { pathsBelow } from './paths-below.ts';
import { inRoot } from './place.ts';

/** A file of the checkout or of dist/, for an archive. */
export function fileFrom(path: string, ...source: readonly string[]): ArchiveFile {
  return { path, content: readFileSync(inRoot(...source)) };
}

/** All files below a folder, for an archive, under that name. */
export function filesBelow(path: string, ...source: readonly string[]): ArchiveFile[] {
  return pathsBelow(inRoot(...source)).map((name) => fileFrom(`${path}/${name}`, ...source, name));
}
