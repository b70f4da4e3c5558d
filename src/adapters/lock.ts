import { JpawsError } from '../domain/errors.ts';
import { milliseconds, seconds } from '../domain/units.ts';
import type { Duration } from '../domain/units.ts';
import type { Clock, HeldLock, Lock } from '../ports.ts';
import { isGone, textFromHolder } from './lock-holder.ts';
import { takeTurn } from './own-turn.ts';
import type { OwnTurn } from './own-turn.ts';
import { pidSpace } from './pid-space.ts';
import { watchSilence } from './silence.ts';
import { systemCode } from './system-error.ts';
import { lastTurn } from './turns.ts';
import type { Turn } from './turns.ts';

const NAME = /^[a-z0-9-]+$/;
const SHORTEST_PAUSE = 10;
const LONGEST_PAUSE = 150;
const BEATS_PER_SILENCE = 5;

export interface LockOptions {
  /** Absolute; made when it lacks. Undefined (no home): every `hold` runs without a lock. */
  readonly folder: string | undefined;
  readonly clock: Clock;
  /** A holder that shows no sign of life for so long counts as dead. Default: 10 seconds. */
  readonly silence?: Duration;
  /** For how long a holder that lives is waited for. Default: to its end. */
  readonly patience?: Duration | undefined;
}

type HoldOptions = NonNullable<Parameters<Lock['hold']>[2]>;
type Waiting = HoldOptions & Required<Pick<LockOptions, 'clock' | 'silence'>> & Pick<LockOptions, 'patience'>;

/**
 * A function that tries once to get the lock.
 *
 * The lock is a row of numbered files, `NAME.1`, `NAME.2`, …; its holder is who created the highest one. To release it
 * or to take it from a dead holder, nothing is removed or overwritten that another process could just have made: who
 * comes next creates the next number, which the file system grants to one process only.
 */
function turnTaker(folder: string, name: string, { clock, silence }: Waiting): () => OwnTurn | undefined {
  const space = pidSpace();
  const text = textFromHolder(process.pid, space);
  const silenceOf = watchSilence(clock.monotonic);
  const isOver = ({ holder, number, beat }: Turn): boolean =>
    silenceOf(`${number} ${beat}`) >= silence || holder.state === 'nobody' || isGone(holder, space);
  return () => {
    const last = lastTurn(folder, name);
    if (last !== undefined && !isOver(last)) return undefined;
    return takeTurn({ folder, name, number: (last?.number ?? 0) + 1, text });
  };
}

async function waitForTurn(folder: string, name: string, waiting: Waiting): Promise<OwnTurn> {
  const { clock, signal, onWait, patience } = waiting;
  const tryToTake = turnTaker(folder, name, waiting);
  const from = clock.monotonic();
  for (let pause = SHORTEST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    signal?.throwIfAborted();
    const turn = tryToTake();
    if (turn !== undefined) return turn;
    if (patience !== undefined && clock.monotonic() - from >= patience) throw new JpawsError('LOCK_HELD', {});
    if (pause === SHORTEST_PAUSE) onWait?.();
    // Never the same in two processes, so that they do not come in step.
    await clock.sleep(milliseconds(pause * (0.5 + Math.random() / 2)), signal);
  }
}

/** As `waitForTurn`; undefined where no lock can be had: a read-only or full disk, a folder that belongs to another. */
async function waitForTurnIfPossible(folder: string, name: string, waiting: Waiting): Promise<OwnTurn | undefined> {
  try {
    return await waitForTurn(folder, name, waiting);
  } catch (error) {
    if (waiting.signal?.aborted === true || systemCode(error) === undefined) throw error;
    return undefined;
  }
}

async function runInTurn<T>(turn: OwnTurn, beatEvery: Duration, run: (lock: HeldLock) => Promise<T>): Promise<T> {
  const timer = setInterval(turn.beat, beatEvery).unref();
  process.on('exit', turn.end);
  const isHeld = (): boolean => {
    turn.beat();
    return turn.isLast();
  };
  try {
    return await run({ isHeld });
  } finally {
    clearInterval(timer);
    process.off('exit', turn.end);
    turn.end();
  }
}

/** The lock over all processes that share `folder`: one person's, also in containers and on a network file system. */
export function createLock({ folder, clock, silence = seconds(10), patience }: LockOptions): Lock {
  return {
    hold: async (name, run, options = {}) => {
      if (!NAME.test(name)) throw new TypeError(`not the name of a lock: ${name}`);
      const turn =
        folder === undefined
          ? undefined
          : await waitForTurnIfPossible(folder, name, { ...options, clock, silence, patience });
      if (turn === undefined) return run({ isHeld: () => true });
      return runInTurn(turn, milliseconds(silence / BEATS_PER_SILENCE), run);
    },
  };
}
