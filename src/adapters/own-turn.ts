import { closeSync, futimesSync, linkSync, unlinkSync, writeSync } from 'node:fs';
import { retryWhileBusy } from './busy-file.ts';
import { createNew, discardDraft, openDraft, removeLeftovers } from './draft.ts';
import { FREE } from './lock-holder.ts';
import { systemCode } from './system-error.ts';
import { turnFile, turnNumbers } from './turns.ts';

/** What `link` says on file systems that have no hard links (FAT, some network shares, some containers' mounts). */
const WITHOUT_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL', 'EISDIR', 'UNKNOWN']);

/** The turn of this process. */
export interface OwnTurn {
  /** Shows the others that this process lives. */
  beat(): void;
  /** False when another process has taken a later turn, or when the file is gone. */
  isLast(): boolean;
  /** Lets the next one in. Harmless when the turn was lost, and when it is called twice. */
  end(): void;
}

export interface TurnRequest {
  readonly folder: string;
  readonly name: string;
  readonly number: number;
  /** The new file's content. */
  readonly text: string;
}

/** Does it if it can be done. When a beat or an end cannot, the others count the seconds of silence. */
function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // See above.
  }
}

function isHighest({ folder, name, number }: TurnRequest): boolean {
  try {
    return turnNumbers(folder, name).at(-1) === number;
  } catch {
    return false;
  }
}

/** For a file system without hard links: a process that is killed between the two steps is known by its silence only. */
function createInTwoSteps(path: string, text: string): number {
  const fd = retryWhileBusy(() => createNew(path));
  try {
    writeSync(fd, text, 0);
    return fd;
  } catch (error) {
    closeSync(fd);
    attempt(() => unlinkSync(path));
    throw error;
  }
}

/** Makes the lock file with its content in one step, so that none is ever there that does not say who holds it. */
function createWhole(folder: string, path: string, text: string): number {
  const draft = openDraft(folder);
  try {
    writeSync(draft.fd, text, 0);
    retryWhileBusy(() => linkSync(draft.path, path));
    return draft.fd;
  } catch (error) {
    closeSync(draft.fd);
    if (!WITHOUT_LINKS.has(systemCode(error) ?? '')) throw error;
    return createInTwoSteps(path, text);
  } finally {
    discardDraft(draft.path);
  }
}

/** Undefined when the file is there already. */
function createFile({ folder, text }: TurnRequest, path: string): number | undefined {
  try {
    return createWhole(folder, path, text);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return undefined;
    throw error;
  }
}

function ownTurn(fd: number, request: TurnRequest): OwnTurn {
  let hasEnded = false;
  return {
    beat: () => {
      // After the end the descriptor's number may be another file's.
      if (!hasEnded) attempt(() => futimesSync(fd, Date.now() / 1000, Date.now() / 1000));
    },
    isLast: () => !hasEnded && isHighest(request),
    end: () => {
      if (hasEnded) return;
      hasEnded = true;
      // By descriptor: when the turn was lost and its file removed, this reaches nobody else's.
      attempt(() => writeSync(fd, FREE, 0));
      closeSync(fd);
    },
  };
}

/** Removes what no process can need any more. One predecessor stays, so that a slow listing never comes out empty. */
function removeOlder({ folder, name, number }: TurnRequest): void {
  attempt(() => {
    const older = turnNumbers(folder, name).filter((other) => other < number - 1);
    for (const other of older) attempt(() => unlinkSync(turnFile(folder, name, other)));
    if (older.length > 0) removeLeftovers(folder);
  });
}

/**
 * Takes the turn of that number, if nobody else has taken it or a later one.
 * @throws system errors where no lock file can be made
 */
export function takeTurn(request: TurnRequest): OwnTurn | undefined {
  const path = turnFile(request.folder, request.name, request.number);
  const fd = createFile(request, path);
  if (fd === undefined) return undefined;
  const turn = ownTurn(fd, request);
  if (turn.isLast()) {
    removeOlder(request);
    return turn;
  }
  // Too late: this number was taken, ended and removed while this process stood still, and there are later ones.
  turn.end();
  attempt(() => unlinkSync(path));
  return undefined;
}
