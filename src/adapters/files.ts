import { accessSync, constants, existsSync, readdirSync, rmdirSync, statSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { JpawsError } from '../domain/errors.ts';
import type { Files, WriteOptions } from '../ports.ts';
import { retryWhileBusy } from './busy-file.ts';
import { linkTarget } from './link-target.ts';
import { readBytes, readText } from './read-file.ts';
import { replaceFile } from './replace-file.ts';
import { isMissing, named, reasonOf, systemCode } from './system-error.ts';

const PRIVATE = 0o600;

function list(folder: string): readonly string[] {
  return named('FILE_UNREADABLE', folder, () => {
    try {
      return readdirSync(folder).sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  });
}

function demandUnchanged(path: string, expected: WriteOptions['expected']): void {
  if (expected === undefined) return;
  const isSame = 'text' in expected ? readText(path) === expected.text : isEqual(readBytes(path), expected.bytes);
  if (!isSame) throw new JpawsError('FILE_CHANGED', { file: path });
}

function isEqual(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one === undefined || other === undefined ? one === other : Buffer.compare(one, other) === 0;
}

function keepBackup(path: string, backup: string): void {
  const bytes = readBytes(path);
  if (bytes === undefined) return;
  named('FILE_UNWRITABLE', backup, () => replaceFile(backup, { bytes, mode: PRIVATE, copyOf: path }));
}

function write(
  path: string,
  content: string | Uint8Array,
  { mode = PRIVATE, expected, backup }: WriteOptions = {},
): void {
  const beforeRename = (): void => {
    demandUnchanged(path, expected);
    if (backup === undefined) return;
    keepBackup(path, backup);
    // The backup took its time on the disk.
    demandUnchanged(path, expected);
  };
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  named('FILE_UNWRITABLE', path, () => replaceFile(path, { bytes, mode, beforeRename }));
}

function remove(path: string): boolean {
  return named('FILE_UNWRITABLE', path, () => {
    try {
      retryWhileBusy(() => unlinkSync(path));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  });
}

function folderProblem(folder: string): string | undefined {
  try {
    if (!statSync(folder).isDirectory()) return 'it is no folder';
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return systemCode(error) === 'ENOENT' ? undefined : reasonOf(error);
  }
}

function lackingFolders(path: string): number {
  let count = 0;
  for (let folder = dirname(linkTarget(path)); !existsSync(folder); folder = dirname(folder)) count += 1;
  return count;
}

function removeFolder(path: string): boolean {
  try {
    rmdirSync(path);
    return true;
  } catch {
    return false;
  }
}

/** The files of this machine. A link is followed by `read` and `write`; `remove` takes away the link itself. */
export function createFiles(): Files {
  const target = (path: string): string => named('FILE_UNREADABLE', path, () => linkTarget(path));
  return { read: readText, readBytes, list, write, remove, folderProblem, lackingFolders, removeFolder, target };
}
