import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'node:test';

const scriptPath = (name: string): string => fileURLToPath(new URL(`children/${name}.ts`, import.meta.url));

/** The command line that runs `children/NAME.ts`, for programs that start programs. */
export const commandOf = (name: string, ...args: string[]): string[] => [process.execPath, scriptPath(name), ...args];

export interface Child {
  readonly process: ChildProcess;
  /** Resolves at the first output that contains `text`. */
  says(text: string): Promise<void>;
  /** Everything that it printed, when it is over. */
  readonly over: Promise<string>;
}

/** Starts `children/NAME.ts`; the test's end kills what still runs. */
export function startChild(t: TestContext, [name, ...args]: [string, ...string[]], options: SpawnOptions = {}): Child {
  const [program = '', ...words] = commandOf(name, ...args);
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'], ...options });
  t.after(() => child.kill('SIGKILL'));
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    child.emit('output');
  });
  const says = async (text: string): Promise<void> => {
    while (!output.includes(text)) await once(child, 'output');
  };
  return { process: child, says, over: once(child, 'close').then(() => output) };
}

/** An account for which file modes count: nobody instead of root, else the one that runs the tests. */
const ordinaryAccount: SpawnOptions = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** Runs `children/NAME.ts` to its end under an ordinary account and gives its output. */
export function runAsOrdinaryAccount(name: string, ...args: string[]): string {
  const [program = '', ...words] = commandOf(name, ...args);
  const { stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', ...ordinaryAccount, env: {} });
  return stdout + stderr;
}
