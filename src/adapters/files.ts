import { readdirSync, unlinkSync } from 'node:fs';
import { JpawsError } from '../domain/errors.ts';
import type { Files, WriteOptions } from '../ports.ts';
import { retryWhileBusy } from './busy-file.ts';
import { readBytes, readText } from './read-file.ts';
import { replaceFile } from './replace-file.ts';
import { isMissing, named } from './system-error.ts';

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
  if (expected !== undefined && readText(path) !== expected.text) throw new JpawsError('FILE_CHANGED', { file: path });
}

function keepBackup(path: string, backup: string): void {
  const bytes = readBytes(path);
  if (bytes === undefined) return;
  named('FILE_UNWRITABLE', backup, () => replaceFile(backup, { bytes, mode: PRIVATE }));
}

function write(path: string, text: string, { mode = PRIVATE, expected, backup }: WriteOptions = {}): void {
  const beforeRename = (): void => {
    demandUnchanged(path, expected);
    if (backup === undefined) return;
    keepBackup(path, backup);
    // The backup took its time on the disk.
    demandUnchanged(path, expected);
  };
  named('FILE_UNWRITABLE', path, () => replaceFile(path, { bytes: Buffer.from(text), mode, beforeRename }));
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

/** The files of this machine. A link is followed by `read` and `write`; `remove` takes away the link itself. */
export function createFiles(): Files {
  return { read: readText, list, write, remove };
}
