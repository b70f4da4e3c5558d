import { closeSync, constants, fsyncSync, lstatSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { sep } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { giveToOwner } from './owner.ts';
import { isProcessAlive } from './process-alive.ts';
import { systemCode } from './system-error.ts';

const NAME = /^\.jpaws-(\d+)-[0-9a-f]{24}\.tmp$/;
const LEFT_BEHIND_AFTER = 5 * 60_000;

// O_EXCL never opens what is there already, not even a link. (Windows lacks O_NOFOLLOW: undefined counts as 0.)
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

/** Creates a file of mode 0600 for writing and opens it; root's is of the folder's owner. @throws EEXIST and other system errors */
export function createNew(path: string): number {
  const fd = openSync(path, CREATE, 0o600);
  giveToOwner(path, fd);
  return fd;
}

function newName(): string {
  const random = process.getBuiltinModule('node:crypto').randomBytes(12).toString('hex');
  return `.jpaws-${process.pid}-${random}.tmp`;
}

function openNew(folder: string, path: string): number {
  try {
    return createNew(path);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    makeFolder(folder);
    return createNew(path);
  }
}

/** Removes a draft; one that cannot be removed is found by `removeLeftovers` later. */
export function discardDraft(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The error that led here is the one to tell.
  }
}

/** Opens a new, empty file of mode 0600 in `folder` (made, 0700, when it lacks) for writing. */
export function openDraft(folder: string): { readonly path: string; readonly fd: number } {
  // Joined as text: normalising `..` would go wrong where a part of `folder` is a link (see `linkTarget`).
  const path = `${folder}${sep}${newName()}`;
  return { path, fd: openNew(folder, path) };
}

/**
 * Writes the bytes to a new file of mode 0600 in `folder` (made, 0700, when it lacks) and on to the disk.
 * @param finish gives the file its owner and mode; called with its descriptor before the bytes are flushed
 * @returns its path. When anything fails the file is gone again.
 */
export function writeDraft(folder: string, bytes: Uint8Array, finish: (fd: number) => void): string {
  const { path, fd } = openDraft(folder);
  try {
    writeFileSync(fd, bytes);
    finish(fd);
    fsyncSync(fd);
  } catch (error) {
    discardDraft(path);
    throw error;
  } finally {
    closeSync(fd);
  }
  return path;
}

function isLeftBehind(folder: string, name: string): boolean {
  const pid = NAME.exec(name)?.[1];
  if (pid === undefined) return false;
  const found = lstatSync(`${folder}${sep}${name}`, { throwIfNoEntry: false });
  // The age matters too: the process may live in a container of its own that shares this folder.
  return found?.isFile() === true && Date.now() - found.mtimeMs > LEFT_BEHIND_AFTER && !isProcessAlive(Number(pid));
}

/** Removes the drafts in `folder` that killed runs left there: of our naming, minutes old, their process gone. */
export function removeLeftovers(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      if (isLeftBehind(folder, name)) discardDraft(`${folder}${sep}${name}`);
    }
  } catch {
    // Tidying up is no reason not to write; what hinders it (rights, a missing folder) shows itself there.
  }
}
