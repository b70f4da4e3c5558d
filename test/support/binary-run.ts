/** The packed program as a process: started with an environment of the test's own, watched while it runs. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Env } from '../binary/packed.ts';

export { binary, type Env } from '../binary/packed.ts';

export interface Ended {
  /** The exit status; null when a signal ended it. */
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  stdout(): string;
  stderr(): string;
  /** Waits for text on stderr, or in a terminal on the screen. @throws Error with what was said instead, after 15 seconds or at the end */
  untilSaid(pattern: RegExp): Promise<RegExpExecArray>;
  type(keys: string): void;
  endInput(): void;
  kill(signal: NodeJS.Signals): void;
}

export interface Command {
  readonly program: string;
  readonly words: readonly string[];
  readonly env: Env;
  readonly cwd?: string;
  /** Milliseconds until it is killed. Default: a minute. */
  readonly patience?: number;
}

// Windows starts no program without the first two.
const { SystemRoot, TEMP, PATH } = process.env;
const needed = { SystemRoot, TEMP, PATH };

/** Longer than any command here may take on a busy machine. */
const PATIENCE_MS = 60_000;

/** Starts a program with that environment and no other; stdin is an open pipe. It is killed when the test ends first. */
export function startCommand(
  t: Pick<TestContext, 'after'>,
  { program, words, env, cwd, patience = PATIENCE_MS }: Command,
): Running {
  const child = spawn(program, words, { env: { ...needed, ...env }, cwd, stdio: 'pipe' });
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  t.after(() => child.kill('SIGKILL'));
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (part: string) => void (texts[name] += part));
  }
  child.stdin.on('error', () => {});
  const ended = endOf(child, texts).finally(() => clearTimeout(timer));
  let isOver = false;
  void ended.finally(() => (isOver = true)).catch(() => {});
  return {
    pid: child.pid ?? Number.NaN,
    ended,
    stdout: () => texts.stdout,
    stderr: () => texts.stderr,
    type: (keys) => void child.stdin.write(keys),
    endInput: () => void child.stdin.end(),
    kill: (signal) => void child.kill(signal),
    async untilSaid(pattern) {
      for (const end = Date.now() + 15_000; ; await sleep(5)) {
        const found = pattern.exec(texts.stderr) ?? pattern.exec(texts.stdout);
        if (found !== null) return found;
        if (Date.now() > end || isOver) throw new Error(`${pattern} was not said: ${texts.stderr}${texts.stdout}`);
      }
    },
  };
}

function endOf(child: ChildProcess, texts: { stdout: string; stderr: string }): Promise<Ended> {
  return new Promise((settle, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => settle({ status, signal, ...texts }));
  });
}

/** Runs a program to its end, with no input. */
export function runCommand(t: Pick<TestContext, 'after'>, command: Command): Promise<Ended> {
  const running = startCommand(t, command);
  running.endInput();
  return running.ended;
}
