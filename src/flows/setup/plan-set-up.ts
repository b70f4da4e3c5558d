import { isError, JpawsError } from '../../domain/errors.ts';
import { folderOf } from '../../domain/folder-of.ts';
import { addToStartUp, removeFromStartUp, type StartUpEdit } from '../../domain/start-up/edit-start-up.ts';
import type { StartUpShell } from '../../domain/start-up/start-up-place.ts';
import type { World } from '../../ports.ts';

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
 * Writes what was planned, if the file still is what it was. The bytes before are kept beside it (`….jpaws-backup`),
 * but for a removal of lines that are in every letter those of set-up: that leaves nothing of jpaws behind.
 * @returns the path of the backup when there is one
 * @throws FILE_CHANGED, FILE_UNWRITABLE; the file is then as it was
 */
export function applySetUp(
  { files }: Needs,
  { file, shell, before, edit, isRemoval }: StartUpPlan,
): string | undefined {
  const backup = `${file}.jpaws-backup`;
  const expected = { bytes: before };
  if (edit.kind === 'write') {
    const keepsOld = before !== undefined && !(isRemoval && edit.isOurs);
    files.write(file, edit.bytes, { expected, ...(keepsOld ? { backup } : {}) });
    if (keepsOld) return backup;
  } else if (edit.kind === 'remove') {
    if (!isSame(files.readBytes(file), before)) throw new JpawsError('FILE_CHANGED', { file });
    removeWithFolders(files, files.target(file), edit.folders);
  }
  if (isRemoval) tidyBackup(files, { backup, shell, left: edit.kind === 'write' ? edit.bytes : undefined });
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

interface OldBackup {
  readonly backup: string;
  readonly shell: StartUpShell;
  /** What the file holds now. */
  readonly left: Uint8Array | undefined;
}

/** Takes the backup of the set-up away when all that it holds is in the file or ours; else it is the person's. */
function tidyBackup(files: World['files'], { backup, shell, left }: OldBackup): void {
  try {
    const bytes = files.readBytes(backup);
    if (bytes === undefined) return;
    const edit = removeFromStartUp({ bytes, file: backup, shell });
    const without = edit.kind === 'write' ? edit.bytes : edit.kind === 'nothing' ? bytes : undefined;
    const isOurs = edit.kind !== 'write' || edit.isOurs;
    if (isOurs && isSame(without, left)) files.remove(backup);
  } catch (error) {
    // The file itself is as it should be; a backup that cannot be read or removed stays.
    const isHarmless = (['START_UP_BLOCK_BROKEN', 'FILE_UNREADABLE', 'FILE_UNWRITABLE'] as const).some((code) =>
      isError(error, code),
    );
    if (!isHarmless) throw error;
  }
}

const isSame = (one: Uint8Array | undefined, other: Uint8Array | undefined): boolean =>
  one?.length === other?.length && (one === undefined || one.every((byte, at) => byte === other?.[at]));
