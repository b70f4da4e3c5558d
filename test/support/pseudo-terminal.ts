import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { TestContext } from 'node:test';
import { stripVTControlCharacters } from 'node:util';

export interface PseudoTerminal {
  /** Resolves when `text` was shown after everything that was waited for before. */
  says(text: string): Promise<void>;
  /** Sends keys, as a keyboard does: `\r` is Enter, `\u0003` Ctrl-C. */
  type(keys: string): void;
  /** Everything that was shown so far, with its escape sequences. */
  raw(): string;
  /** The exit status of the command. */
  readonly over: Promise<number>;
}

export interface TerminalOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly columns?: number;
  readonly rows?: number;
}

const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** Runs a command in a pseudo-terminal of its own (`script` of util-linux); the test's end kills what still runs. */
export function inTerminal(t: TestContext, command: readonly string[], options: TerminalOptions = {}): PseudoTerminal {
  const { env = {}, columns = 80, rows = 24 } = options;
  const line = `stty cols ${columns} rows ${rows}; exec ${command.map(quoted).join(' ')}`;
  const script = spawn('script', ['-qfec', line, '/dev/null'], {
    env: { PATH: process.env['PATH'], TERM: 'xterm-256color', LANG: 'C.UTF-8', SHELL: '/bin/sh', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.after(() => script.kill('SIGKILL'));
  let shown = '';
  let from = 0;
  let wake = (): void => {};
  script.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    wake();
  });
  const closed = once(script, 'close').then(([code]) => {
    wake();
    return Number(code);
  });
  const isOver = (): boolean => script.stdout.readableEnded;
  const plain = (): string => stripVTControlCharacters(shown);
  return {
    async says(text) {
      for (;;) {
        const at = plain().indexOf(text, from);
        if (at >= 0) {
          from = at + text.length;
          return;
        }
        if (isOver()) throw new Error(`never shown: ${text}\n${plain()}`);
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    type: (keys) => script.stdin.write(keys),
    raw: () => shown,
    over: closed,
  };
}

/** Why there is no pseudo-terminal here, or false. */
export const noPseudoTerminal = process.platform === 'linux' ? false : "needs `script` of util-linux, Linux's own";
