import { JpawsError } from '../../domain/errors.ts';
import { folderOf } from '../../domain/folder-of.ts';
import { addToStartUp, removeFromStartUp, type StartUpEdit } from '../../domain/start-up/edit-start-up.ts';
import type { StartUpShell } from '../../domain/start-up/start-up-place.ts';
import type { World } from '../../ports.ts';
import { backupFor, isSame, tidyBackups } from './backup.ts';

/** What is to be done with one start-up file. */
export interface StartUpPlan {
  readonly file: string;
  readonly shell: StartUpShell;
  /** What it held when it was read; undefined when there was none. */
  readonly before: Uint8Array | undefined;
  readonly edit: StartUpEdit;
  readonly isRemoval: boolean;
}

type Needs = Pick<World, 'files'>;

/** @throws START_UP_BLOCK_BROKEN, FILE_UNREADABLE */
export function planSetUp({ files }: Needs, shell: StartUpShell, target: PlanTarget): StartUpPlan {
  const { file, isRemoval } = target;
  const before = files.readBytes(file);
  const lackingFolders = before === undefined ? files.lackingFolders(file) : 0;
  const content = { bytes: before, lackingFolders, file, shell };
  const edit = isRemoval ? removeFromStartUp(content) : addToStartUp(content);
  return { file, shell, before, edit, isRemoval };
}

export interface PlanTarget {
  readonly file: string;
  readonly isRemoval: boolean;
}

/**
 * Writes what was planned, if the file still is what it was. The bytes before are kept beside it (`….jpaws-backup`, see
 * `backupFor`), but for a removal of lines that are in every letter those of set-up: that leaves nothing of jpaws behind.
 * @returns the path of the backup when there is one
 * @throws FILE_CHANGED, FILE_UNWRITABLE; the file is then as it was
 */
export function applySetUp(
  { files }: Needs,
  { file, shell, before, edit, isRemoval }: StartUpPlan,
): string | undefined {
  const expected = { bytes: before };
  if (edit.kind === 'write') {
    const keepsOld = before !== undefined && !(isRemoval && edit.isOurs);
    const backup = keepsOld ? backupFor(files, { file, shell, bytes: before }) : undefined;
    files.write(file, edit.bytes, { expected, ...(backup === undefined ? {} : { backup }) });
    if (backup !== undefined) return backup;
  } else if (edit.kind === 'remove') {
    if (!isSame(files.readBytes(file), before)) throw new JpawsError('FILE_CHANGED', { file });
    removeWithFolders(files, files.target(file), edit.folders);
  }
  if (isRemoval) tidyBackups(files, { file, shell, bytes: edit.kind === 'write' ? edit.bytes : undefined });
  return undefined;
}

/** The folders that set-up had made go, too, as far as nothing else is in them by now. */
function removeWithFolders(files: World['files'], path: string, folders: number): void {
  files.remove(path);
  let folder = path;
  for (let count = 0; count < folders; count += 1) {
    folder = folderOf(folder);
    if (!files.removeFolder(folder)) return;
  }
}
