import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** An empty folder for one test, open to every account of the machine, removed when the test is over. */
export function scratchFolder(t: TestContext): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'jpaws-test-'));
  chmodSync(folder, 0o777);
  t.after(() => {
    // A test may leave folders that keep what is in them.
    if (process.platform !== 'win32') spawnSync('chmod', ['-R', 'u+rwX', folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
