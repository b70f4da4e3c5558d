import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Machine, Sandbox } from '../ports.ts';
import { findProgram } from './find-program.ts';

/** The demo's own folder and programs on this machine. */
export function createSandbox(machine: Pick<Machine, 'env' | 'platform'>): Sandbox {
  return {
    withFolder: async (use) => {
      const folder = mkdtempSync(join(tmpdir(), 'jpaws-demo-'));
      const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      // Also where the process ends before `use` does.
      process.once('exit', remove);
      try {
        return await use(folder);
      } finally {
        process.off('exit', remove);
        remove();
      }
    },
    find: async (program) =>
      findProgram(program, machine.env['PATH'] ?? '', machine.platform === 'win32' ? ['.exe'] : ['']),
    run: (program, args, env) =>
      new Promise((resolve, reject) => {
        const child = spawn(program, args, { stdio: 'inherit', env });
        child.once('error', reject);
        child.once('exit', (status) => resolve(status ?? 1));
      }),
    ownFolder: async () => dirname(process.execPath),
  };
}
