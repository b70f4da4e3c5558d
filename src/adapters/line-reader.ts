import { createInterface } from 'node:readline';
import { isatty } from 'node:tty';
import { JpawsError } from '../domain/errors.ts';
import type { PromptStreams } from './prompts.ts';
import { surviveSuspension } from './suspension.ts';

/**
 * The next line that is typed or pasted; undefined at the end of input. A terminal is read key by key: its own line
 * editing cuts a pasted line at 4,095 bytes, and the address of a sign-in can be longer.
 * @throws INTERRUPTED on Ctrl-C; the signal's reason when it is aborted. The terminal is as before then
 */
export async function readLineOf({ stdin, stderr }: PromptStreams, signal: AbortSignal): Promise<string | undefined> {
  signal.throwIfAborted();
  const reader = createInterface({ input: stdin, output: stderr, terminal: isatty(stdin.fd), historySize: 0 });
  const line = Promise.withResolvers<string | undefined>();
  const abort = (): void => line.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  reader.once('line', line.resolve);
  reader.once('close', () => line.resolve(undefined));
  reader.once('SIGINT', () => line.reject(new JpawsError('INTERRUPTED', {})));
  const endGuard = surviveSuspension(stdin);
  try {
    return await line.promise;
  } finally {
    endGuard();
    signal.removeEventListener('abort', abort);
    reader.close();
    stdin.pause();
  }
}
