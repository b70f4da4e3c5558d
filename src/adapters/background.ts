import { spawn } from 'node:child_process';
import type { Background, Machine } from '../ports.ts';

interface BackgroundSettings {
  readonly env: Machine['env'];
  readonly interrupted: AbortSignal;
}

/** Keys that a second process has no need of, and what would make it speak to a shell. */
const KEPT_BACK = /^(?:AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|SECURITY_TOKEN)|JPAWS_CONTRACT)$/i;

/** The binary that is running, started once more. */
export function createBackground({ env, interrupted }: BackgroundSettings): Background {
  return {
    run: (words, patience) =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, words, {
          // A session of its own: the terminal's Ctrl-C and its end do not reach it.
          detached: true,
          windowsHide: true,
          stdio: ['ignore', 'pipe', 'ignore'],
          env: Object.fromEntries(Object.entries(env).filter(([name]) => !KEPT_BACK.test(name))),
        });
        let stdout = '';
        child.stdout.setEncoding('utf8').on('data', (part: string) => void (stdout += part));
        const timer = setTimeout(() => resolve(undefined), patience);
        const interrupt = (): void => reject(interrupted.reason as Error);
        const settle = (status: number): void => {
          clearTimeout(timer);
          interrupted.removeEventListener('abort', interrupt);
          resolve({ status, stdout });
        };
        if (interrupted.aborted) interrupt();
        interrupted.addEventListener('abort', interrupt, { once: true });
        child.once('error', () => settle(1));
        child.once('close', (status) => settle(status ?? 1));
      }),
  };
}
