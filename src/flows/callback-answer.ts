import { JpawsError } from '../domain/errors.ts';
import { callbackFromPastedAddress } from '../domain/pkce.ts';
import { Secret } from '../domain/secret.ts';
import { minutes } from '../domain/units.ts';
import type { CallbackAnswer, CallbackListening, World } from '../ports.ts';

/** As long as the AWS CLI waits. */
const TIME_LIMIT = minutes(10);

/**
 * The first of: the browser's way back, a pasted address, the time limit, Ctrl-C.
 * @throws SIGN_IN_TIMED_OUT, INTERRUPTED
 */
export async function callbackAnswer(
  world: World,
  listening: CallbackListening,
  state: string,
): Promise<CallbackAnswer> {
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, world.interrupted]);
  const timeLimit = world.clock.sleep(TIME_LIMIT, signal).then((): never => {
    throw new JpawsError('SIGN_IN_TIMED_OUT', { minutes: TIME_LIMIT / 60_000 });
  });
  const ways: Promise<CallbackAnswer>[] = [listening.answer, timeLimit];
  if (world.terminal.interactive) ways.push(pastedAnswer(world, { listening, state, signal }));
  // The losers reject when they are called off below; that is no failure.
  for (const way of ways) way.catch(() => undefined);
  try {
    return await Promise.race(ways);
  } catch (error) {
    if (world.interrupted.aborted) throw new JpawsError('INTERRUPTED', {});
    throw error;
  } finally {
    over.abort();
  }
}

interface Pasting {
  readonly listening: CallbackListening;
  readonly state: string;
  readonly signal: AbortSignal;
}

async function pastedAnswer({ terminal }: World, { listening, state, signal }: Pasting): Promise<CallbackAnswer> {
  for (;;) {
    const typed = await terminal.readLine(signal);
    // The end of input only ends the pasting; the browser may still come back.
    if (typed === undefined) return listening.answer;
    const callback = callbackFromPastedAddress(typed, { redirectUri: listening.redirectUri, state });
    if (callback.kind === 'code') return { code: new Secret(callback.code) };
    if (callback.kind === 'refused') return { error: callback.error, description: callback.description };
    if (typed.trim() !== '') terminal.warn(callback.reason);
  }
}
