import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Makes what lacks, by one test process while the others wait for it. `make` puts the whole of it there in one step.
 */
export async function makeOnce(target: string, make: () => Promise<void>): Promise<string> {
  const lock = `${target}.lock`;
  while (!existsSync(target)) {
    mkdirSync(dirname(target), { recursive: true });
    if (takeLock(lock)) {
      try {
        if (!existsSync(target)) await make();
      } finally {
        rmSync(lock);
      }
    } else {
      await sleep(100);
    }
  }
  return target;
}

/** One process works; a lock whose process is gone counts for nothing. */
function takeLock(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    try {
      const owner = Number(readFileSync(lock, 'utf8'));
      // An empty file: its owner is about to write the number.
      if (owner > 0) process.kill(owner, 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') rmSync(lock, { force: true });
    }
    return false;
  }
}
