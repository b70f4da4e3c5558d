import { JpawsError } from '../domain/errors.ts';

/** How long what is under way may take to put things in order before the process ends. */
const GRACE_MS = 1000;

/**
 * Aborted by Ctrl-C and by the end of the session, with INTERRUPTED as its reason; a second Ctrl-C ends the process at once.
 * While a shell captures the output, Ctrl-Z is not obeyed: the shell would wait for a stopped program that nobody can wake.
 */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  const interrupt = (): void => {
    const error = new JpawsError('INTERRUPTED', {});
    if (controller.signal.aborted) process.exit(error.exitCode);
    controller.abort(error);
    setTimeout(() => process.exit(error.exitCode), GRACE_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  if (process.env['JPAWS_CONTRACT'] !== undefined && process.platform !== 'win32') process.on('SIGTSTP', () => {});
  return controller.signal;
}
