import { closeSync, constants, fchownSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

// Never through a link that somebody put in the folder's place.
const FOLDER = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/**
 * Gives a file that root has just made to the owner of the folder that it is in: with `sudo -E` the home is a person's,
 * and root's files in it would be out of their reach. Does nothing for others, and where the system refuses.
 */
export function giveToOwner(path: string, fd: number): void {
  if (process.getuid?.() !== 0) return;
  try {
    const { uid, gid } = statSync(dirname(path));
    fchownSync(fd, uid, gid);
  } catch {
    // A share that gives all files to one account.
  }
}

/** The same for a folder. */
export function giveFolderToOwner(path: string): void {
  if (process.getuid?.() !== 0) return;
  try {
    const fd = openSync(path, FOLDER);
    try {
      giveToOwner(path, fd);
    } finally {
      closeSync(fd);
    }
  } catch {
    // It was moved away in between.
  }
}
