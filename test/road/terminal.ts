/** The packed program in a pseudo-terminal (`script` of util-linux), where a person could answer. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { binary, type Env, type Running, startCommand } from '../support/binary-run.ts';
import type { Person } from './person.ts';

export const needsTerminal = process.platform === 'linux' ? false : 'needs the pseudo-terminal of util-linux';

export const KEYS = { enter: '\r', ctrlC: '\x03', ctrlD: '\x04', down: '\x1b[B' } as const;

export interface InTerminal extends Running {
  /** The process id of jpaws itself. */
  programId(): number;
  /** Waits for the end of the program and of the terminal. */
  result(): Promise<TerminalResult>;
}

interface TerminalResult {
  readonly status: number;
  /** What was on the screen, stderr that is. */
  readonly screen: string;
  /** stdout goes to a file, as a shell's wrapper captures it. */
  readonly stdout: string;
  /** The settings of the terminal are those from before the start. */
  readonly isClean: boolean;
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Starts `jpaws WORDS` in a terminal of its own; Ctrl-C reaches it as from a keyboard. */
export function startInTerminal(t: TestContext, person: Person, words: readonly string[], env: Env = {}): InTerminal {
  const file = (name: string): string => join(person.desk, name);
  const note = (name: string): string => quoted(file(name));
  // The shell itself must outlive Ctrl-C to note how things ended; `:` gives its children the default back.
  const script = [
    'trap : INT TERM',
    'stty cols 200 rows 50',
    `stty -g > ${note('before')}`,
    `(echo 0 > ${note('status')}; exec sh -c 'echo $$ > "$0"; exec "$@"' ${note('pid')} ${[binary, ...words].map(quoted).join(' ')} > ${note('stdout')})`,
    `echo $? > ${note('status')}`,
    `stty -g > ${note('after')}`,
  ].join('\n');
  const running = startCommand(t, {
    program: 'script',
    words: ['-qefc', script, '/dev/null'],
    env: { ...person.env, TERM: 'vt100', SHELL: '/bin/sh', ...env },
  });
  const read = (name: string): string => readFileSync(file(name), 'utf8').trimEnd();
  return {
    ...running,
    programId: () => Number(read('pid')),
    async result() {
      const { stdout: screen } = await running.ended;
      const isClean = read('before') === read('after');
      return { status: Number(read('status')), screen, stdout: readFileSync(file('stdout'), 'utf8'), isClean };
    },
  };
}
