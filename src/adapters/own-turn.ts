import { closeSync, constants, futimesSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { retryWhileBusy } from './busy-file.ts';
import { FREE } from './lock-holder.ts';
import { makeFolder } from './make-folder.ts';
import { isMissing, systemCode } from './system-error.ts';
import { turnFile, turnNumbers } from './turns.ts';

const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

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

/** True when it went well. When a beat or an end does not, the others count the seconds of silence. */
function attempt(action: () => void): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}

function isHighest({ folder, name, number }: TurnRequest): boolean {
  try {
    return turnNumbers(folder, name).at(-1) === number;
  } catch {
    return false;
  }
}

function createFile(path: string): number | undefined {
  try {
    return retryWhileBusy(() => openSync(path, CREATE, 0o600));
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return undefined;
    throw error;
  }
}

function createFileIn(folder: string, path: string): number | undefined {
  try {
    return createFile(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
    makeFolder(folder);
    return createFile(path);
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

/**
 * Writes who holds the new file, and lists the turns. When that fails, on a full disk, the number is given back, since
 * nobody can have gone past it yet.
 */
function announce(fd: number, { folder, name, text }: TurnRequest, path: string): number[] {
  try {
    writeSync(fd, text, 0);
    return turnNumbers(folder, name);
  } catch (error) {
    closeSync(fd);
    attempt(() => unlinkSync(path));
    throw error;
  }
}

/** Removes what no process can need any more. One predecessor stays, so that a slow listing never comes out empty. */
function removeOlder({ folder, name, number }: TurnRequest, numbers: readonly number[]): void {
  const older = numbers.filter((other) => other < number - 1);
  for (const other of older) attempt(() => unlinkSync(turnFile(folder, name, other)));
}

/**
 * Takes the turn of that number, if nobody else has taken it or a later one.
 * @throws system errors where no lock file can be made
 */
export function takeTurn(request: TurnRequest): OwnTurn | undefined {
  const path = turnFile(request.folder, request.name, request.number);
  const fd = createFileIn(request.folder, path);
  if (fd === undefined) return undefined;
  const turn = ownTurn(fd, request);
  const numbers = announce(fd, request, path);
  if (numbers.at(-1) === request.number) {
    removeOlder(request, numbers);
    return turn;
  }
  // Too late: this number was taken, ended and removed while this process stood still, and there are later ones.
  turn.end();
  attempt(() => unlinkSync(path));
  return undefined;
}
