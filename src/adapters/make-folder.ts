import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { giveFolderToOwner } from './owner.ts';
import { isMissing, systemCode } from './system-error.ts';

/** Makes one folder; one that another process made in between will do too. */
function makeOne(folder: string): void {
  try {
    mkdirSync(folder, 0o700);
    giveFolderToOwner(folder);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}

/**
 * Makes the folder, and those above it that lack, with mode 0700; root's are of the owner of the folder that was there.
 * Throws system errors.
 * Node's own `recursive` never returns where a folder is that takes no others, such as `/proc` (seen in 24.21).
 */
export function makeFolder(folder: string): void {
  try {
    makeOne(folder);
  } catch (error) {
    if (!isMissing(error) || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder));
    makeOne(folder);
  }
}
