import { spawn } from 'node:child_process';
import { browserCommands, type BrowserCommand } from '../domain/browser-commands.ts';
import { isOpenableAddress } from '../domain/openable-address.ts';
import { type Duration, seconds } from '../domain/units.ts';
import type { Browser, Machine } from '../ports.ts';
import { environmentOfOthers } from './environment-of-others.ts';
import { findProgram } from './find-program.ts';

interface BrowserSettings {
  readonly machine: Pick<Machine, 'env' | 'platform'>;
  /** How long a launcher may take to say that it failed; one that still runs then has opened the address. */
  readonly patience?: Duration;
}

/**
 * Opens addresses in the person's browser: https, or http on this machine, always as one argument of a program that is
 * started directly, apart from this process, without its standard streams and without AWS_* and JPAWS_* variables.
 */
export function createBrowser({ machine, patience = seconds(1) }: BrowserSettings): Browser {
  return {
    async open(address) {
      if (!isOpenableAddress(address)) return false;
      // `href` has neither blanks nor quotes: Windows programs cut their command line into words by themselves.
      for (const command of browserCommands(new URL(address).href, machine)) {
        if (await starts(command, machine, patience)) return true;
      }
      return false;
    },
  };
}

function starts(
  [name, ...words]: BrowserCommand,
  machine: BrowserSettings['machine'],
  patience: Duration,
): Promise<boolean> {
  const program = findProgram(name, machine.env['PATH'] ?? '', machine.platform === 'win32' ? ['', '.exe'] : ['']);
  if (program === undefined) return Promise.resolve(false);
  return new Promise((resolve) => {
    const child = spawn(program, words, {
      detached: true,
      stdio: 'ignore',
      shell: false,
      windowsHide: true,
      env: environmentOfOthers(machine.env),
      // A browser that lives long would keep the person's folder busy (Windows) or mounted.
      cwd: machine.platform === 'win32' ? (machine.env['SystemRoot'] ?? 'C:\\') : '/',
    });
    const timer = setTimeout(() => resolve(true), patience);
    const settle = (hasStarted: boolean): void => {
      clearTimeout(timer);
      resolve(hasStarted);
    };
    child.once('error', () => settle(false));
    child.once('exit', (code) => settle(code === 0));
    child.unref();
  });
}
