import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '../ports.ts';

/** The demo's own folder on this machine, and the shells that play in it. */
export function createSandbox(): Sandbox {
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
    run: (program, args, env) =>
      new Promise((resolve, reject) => {
        const child = spawn(program, args, { stdio: 'inherit', env });
        child.once('error', reject);
        child.once('exit', (status) => resolve(status ?? 1));
      }),
  };
}
