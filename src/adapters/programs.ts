import { execFile } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import type { Machine, Programs } from '../ports.ts';
import { environmentOfOthers } from './environment-of-others.ts';
import { findPrograms, programFile } from './find-program.ts';

const PATIENCE = 10_000;

interface Ended {
  /** Undefined when it could not be started, or was ended by a signal or the time limit. */
  readonly status: number | undefined;
  readonly stdout: string;
}

/** The programs of this machine, found along PATH and started directly, never through a shell. */
export function createPrograms({ env, platform }: Pick<Machine, 'env' | 'platform'>): Programs {
  const run = (program: string, words: readonly string[]): Promise<Ended> =>
    new Promise((resolve) => {
      // PowerShell 7 hands PSModulePath on; Windows PowerShell would look for modules there instead of in its own folders.
      const { PSModulePath: _, ...others } = environmentOfOthers(env);
      const options = { env: others, timeout: PATIENCE, windowsHide: true, maxBuffer: 2 ** 20 };
      const child = execFile(program, words, options, (error, stdout) => {
        const code = error === null ? 0 : error.code;
        resolve({ status: typeof code === 'number' ? code : undefined, stdout });
      });
      child.stdin?.end();
    });
  const output = async (program: string, words: readonly string[]): Promise<string | undefined> => {
    const { status, stdout } = await run(program, words);
    return status === 0 ? stdout : undefined;
  };
  return {
    findAll: async (name) => {
      const found = findPrograms(name, env['PATH'] ?? '', platform === 'win32' ? ['.exe'] : ['']);
      const all = found.map((path) => ({ path, file: programFile(path) }));
      return all.filter(({ file }, at) => all.findIndex((one) => one.file === file) === at);
    },
    output,
    status: async (program, words) => (await run(program, words)).status,
    own: async () => realpathSync(process.execPath),
    parentName: () => parentName(platform, output),
  };
}

async function parentName(platform: Machine['platform'], output: Programs['output']): Promise<string | undefined> {
  const parent = String(process.ppid);
  try {
    switch (platform) {
      case 'linux':
        return readFileSync(`/proc/${parent}/comm`, 'utf8').trim();
      case 'darwin':
        return (await output('/bin/ps', ['-o', 'comm=', '-p', parent]))?.trim();
      case 'win32':
        return undefined;
    }
  } catch {
    // A system without /proc: the environment has to tell.
    return undefined;
  }
}
