import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  renameSync,
  statSync,
} from 'node:fs';
import type { Stats } from 'node:fs';
import { dirname } from 'node:path';
import { JpawsError } from '../domain/errors.ts';
import { retryWhileBusy } from './busy-file.ts';
import { discardDraft, removeLeftovers, writeDraft } from './draft.ts';
import { linkTarget } from './link-target.ts';

const GROUP_RIGHTS = 0o070;

/** The file that would be replaced; undefined when there is none. One that was made read-only is not replaced. */
function oldFile(target: string): Stats | undefined {
  const found = statSync(target, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (!found.isFile()) throw new JpawsError('FILE_UNWRITABLE', { file: target, reason: 'it is not a regular file' });
  accessSync(target, constants.W_OK);
  return found;
}

function isDone(action: () => void): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}

/** A file system without modes refuses; the file then stays as private as it was made. */
function setMode(fd: number, mode: number): void {
  isDone(() => fchmodSync(fd, mode));
}

/** Gives the new file another's owner, group and mode, as far as this person may. */
function takeAfter(old: Pick<Stats, 'uid' | 'gid' | 'mode'>, fd: number): void {
  const { uid, gid } = fstatSync(fd);
  const isSame = uid === old.uid && gid === old.gid;
  const keepsGroup =
    isSame || isDone(() => fchownSync(fd, old.uid, old.gid)) || isDone(() => fchownSync(fd, -1, old.gid));
  // Rights that were given to one group are not given to another.
  const mode = old.mode & (keepsGroup ? 0o777 : 0o777 & ~GROUP_RIGHTS);
  setMode(fd, mode);
}

function ownerOf(path: string): Pick<Stats, 'uid' | 'gid'> {
  const { uid, gid } = statSync(path);
  return { uid, gid };
}

/** Puts the rename itself on the disk. Windows cannot open a folder; elsewhere a failure leaves the write valid. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  isDone(() => {
    const fd = openSync(folder, constants.O_RDONLY);
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  });
}

/** How `replaceFile` goes about it. */
export interface Replacement {
  readonly bytes: Uint8Array;
  /** Mode bits of a file that is not there yet; one that is keeps its own, its group and, for root, its owner. */
  readonly mode: number;
  /** It is a copy of that file: it gets `mode` and that one's owner, whatever stood in its place. */
  readonly copyOf?: string;
  /** Called when the new bytes are on the disk, directly before the rename; what it throws leaves the old file. */
  readonly beforeRename?: () => void;
}

/**
 * Puts a file in the place of another in one step: at every moment `path` is the old or the new one. Symbolic links to
 * it stay; hard links keep the old one.
 * @throws FILE_UNWRITABLE when it is no regular file; system errors. The old file is then intact.
 */
export function replaceFile(path: string, { bytes, mode, copyOf, beforeRename }: Replacement): void {
  const target = linkTarget(path);
  const folder = dirname(target);
  const old = oldFile(target);
  removeLeftovers(folder);
  const like = copyOf === undefined ? old : { ...ownerOf(copyOf), mode };
  const draft = writeDraft(folder, bytes, (fd) => (like === undefined ? setMode(fd, mode) : takeAfter(like, fd)));
  try {
    beforeRename?.();
    retryWhileBusy(() => renameSync(draft, target));
  } catch (error) {
    discardDraft(draft);
    throw error;
  }
  flushFolder(folder);
}
