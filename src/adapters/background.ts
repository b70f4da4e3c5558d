import { spawn, type ChildProcess } from 'node:child_process';
import type { Duration } from '../domain/units.ts';
import type { Background, Machine } from '../ports.ts';

interface BackgroundSettings {
  readonly env: Machine['env'];
  readonly interrupted: AbortSignal;
}

/** Secrets that a second process has no need of, and what would make it speak to a shell. */
const KEPT_BACK =
  /^(?:AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN|CONTAINER_AUTHORIZATION_TOKEN)|JPAWS_CONTRACT)$/i;

/** The binary that is running, started once more. */
export function createBackground({ env, interrupted }: BackgroundSettings): Background {
  return {
    async run(words, patience) {
      interrupted.throwIfAborted();
      const child = spawn(process.execPath, words, {
        // A session of its own: the terminal's Ctrl-C and its end do not reach it.
        detached: true,
        windowsHide: true,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: Object.fromEntries(Object.entries(env).filter(([name]) => !KEPT_BACK.test(name))),
      });
      let [stdout, stderr] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (part: string) => void (stdout += part));
      child.stderr.setEncoding('utf8').on('data', (part: string) => void (stderr += part));
      const status = await firstOf({ child, patience, interrupted });
      return status === undefined ? undefined : { status, stdout, stderr };
    },
  };
}

interface Waiting {
  readonly child: ChildProcess;
  readonly patience: Duration;
  readonly interrupted: AbortSignal;
}

/** The status of the child, or undefined when the time is over first. @throws the signal's reason */
function firstOf({ child, patience, interrupted }: Waiting): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(undefined), patience);
    const interrupt = (): void => {
      clearTimeout(timer);
      reject(interrupted.reason as Error);
    };
    const settle = (status: number | undefined): void => {
      clearTimeout(timer);
      interrupted.removeEventListener('abort', interrupt);
      resolve(status);
    };
    interrupted.addEventListener('abort', interrupt, { once: true });
    child.once('error', () => settle(1));
    child.once('close', (status) => settle(status ?? 1));
  });
}
