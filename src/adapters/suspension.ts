/** What of `process.stdin` is put right after a suspension. */
interface RawInput {
  readonly isTTY?: boolean;
  setRawMode(isRaw: boolean): unknown;
  resume(): unknown;
}

/**
 * Keeps a question that is read key by key alive over Ctrl-Z. Node's readline leaves raw mode for the suspension and
 * pauses the input when it is over; with a paused input, Node would find nothing left to do and exit. Where Ctrl-Z is
 * not obeyed (somebody listens to SIGTSTP), no continuation ever comes, so raw mode returns at once.
 * @returns what ends the guard
 */
export function surviveSuspension(input: RawInput): () => void {
  let isOver = false;
  const wake = (): void => {
    // After readline's own listener, which pauses.
    setImmediate(() => {
      if (isOver) return;
      if (input.isTTY === true) input.setRawMode(true);
      input.resume();
    });
  };
  const signals = process.listenerCount('SIGTSTP') > 0 ? (['SIGCONT', 'SIGTSTP'] as const) : (['SIGCONT'] as const);
  for (const signal of signals) process.on(signal, wake);
  return () => {
    isOver = true;
    for (const signal of signals) process.off(signal, wake);
  };
}
