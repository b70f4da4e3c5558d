import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestContext } from 'node:test';

const root = resolve(import.meta.dirname, '../..');

/** The finished program; `npm test` builds it first. */
export const binary = join(root, 'dist', process.platform === 'win32' ? 'jpaws.exe' : 'jpaws');

/** The version that it must answer. */
export const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

export type Env = Readonly<Record<string, string | undefined>>;

export interface Ended {
  /** The exit status; undefined when a signal ended it. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CallOptions {
  readonly env?: Env;
  readonly cwd?: string;
}

/** Runs a program to its end with that environment and no other, and with no input. */
export function runProgram(
  program: string,
  words: readonly string[],
  { env = {}, cwd }: CallOptions = {},
): Promise<Ended> {
  const { promise, resolve: settle } = Promise.withResolvers<Ended>();
  const options = { env: { ...needed, ...env }, cwd, encoding: 'utf8', timeout: 30_000 } as const;
  const child = execFile(program, words, options, (error, stdout, stderr) => {
    const code = error === null ? 0 : error.code;
    settle({ status: typeof code === 'number' ? code : undefined, stdout, stderr });
  });
  child.stdin?.end();
  return promise;
}

export const runBinary = (words: readonly string[], options?: CallOptions): Promise<Ended> =>
  runProgram(binary, words, options);

// Windows starts no program without the first two.
const { SystemRoot, TEMP, PATH } = process.env;
const needed = { SystemRoot, TEMP, PATH };

/** An empty folder for one test, removed when it is over. */
export function emptyFolder(t: TestContext): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'jpaws-binary-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
