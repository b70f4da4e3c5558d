import { isError, JpawsError } from '../../domain/errors.ts';
import { removeFromStartUp, type StartUpText } from '../../domain/start-up/edit-start-up.ts';
import type { Files } from '../../ports.ts';

const MOST_BACKUPS = 99;

/**
 * Where the bytes of a start-up file are to be kept: `….jpaws-backup`, or with `-2`, `-3` and so on behind it where that
 * is there already and holds something that would be lost.
 * @throws FILE_UNWRITABLE when there are too many
 */
export function backupFor(files: Files, content: StartUpText): string {
  const wanted = withoutSetUp(content.bytes, content)?.bytes;
  for (const path of backupPaths(content.file)) {
    const held = read(files, path);
    if (held === 'unreadable') continue;
    if (held === undefined || isSame(held, content.bytes)) return path;
    const old = withoutSetUp(held, content);
    if (old?.isOurs === true && isSame(old.bytes, wanted)) return path;
  }
  throw new JpawsError('FILE_UNWRITABLE', { file: content.file, reason: 'no name is free for a backup beside it' });
}

/**
 * Takes those backups of set-up away in which all is what the file holds now, or lines of set-up; others are the
 * person's.
 */
export function tidyBackups(files: Files, content: StartUpText): void {
  for (const path of backupPaths(content.file)) {
    const held = read(files, path);
    if (held === undefined) return;
    if (held === 'unreadable') continue;
    const old = withoutSetUp(held, content);
    if (old?.isOurs === true && isSame(old.bytes, content.bytes)) removeIfPossible(files, path);
  }
}

function* backupPaths(file: string): Generator<string> {
  yield `${file}.jpaws-backup`;
  for (let number = 2; number <= MOST_BACKUPS; number += 1) yield `${file}.jpaws-backup-${number}`;
}

interface Rest {
  /** Undefined: no file. */
  readonly bytes: Uint8Array | undefined;
  /** Nobody had changed the lines that went. */
  readonly isOurs: boolean;
}

/** What stays of a start-up file when the lines of set-up go; undefined where that cannot be told. */
function withoutSetUp(bytes: Uint8Array | undefined, { file, shell }: StartUpText): Rest | undefined {
  try {
    const edit = removeFromStartUp({ bytes, file, shell });
    if (edit.kind === 'write') return edit;
    return { bytes: edit.kind === 'nothing' ? bytes : undefined, isOurs: true };
  } catch (error) {
    if (isError(error, 'START_UP_BLOCK_BROKEN') || isError(error, 'FILE_UNREADABLE')) return undefined;
    throw error;
  }
}

function read(files: Files, path: string): Uint8Array | 'unreadable' | undefined {
  try {
    return files.readBytes(path);
  } catch (error) {
    if (isError(error, 'FILE_UNREADABLE')) return 'unreadable';
    throw error;
  }
}

/** The file itself is as it should be; a backup that cannot be removed stays. */
function removeIfPossible(files: Files, path: string): void {
  try {
    files.remove(path);
  } catch (error) {
    if (!isError(error, 'FILE_UNWRITABLE')) throw error;
  }
}

/** The same bytes, or no file in both cases. */
export const isSame = (one: Uint8Array | undefined, other: Uint8Array | undefined): boolean =>
  one?.length === other?.length && (one === undefined || one.every((byte, at) => byte === other?.[at]));
