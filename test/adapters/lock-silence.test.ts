import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createClock } from '../../src/adapters/clock.ts';
import { createLock } from '../../src/adapters/lock.ts';
import { startChild } from './child.ts';
import { scratchFolder } from './scratch.ts';

const clock = createClock();

/** Waits for the lock with the silence that jpaws ships with, and tells how long that took, in seconds. */
async function secondsUntilHeld(folder: string): Promise<number> {
  const start = clock.monotonic();
  return createLock({ folder, clock }).hold('test', async () => (clock.monotonic() - start) / 1000);
}

describe('as it is shipped', { concurrency: true }, () => {
  test('a stopped holder counts as dead after ten seconds of silence', async (t) => {
    const folder = scratchFolder(t);
    const child = startChild(t, ['hold-lock', folder, '10000', '60000']);
    await child.says('inside');
    child.process.kill('SIGSTOP');
    const waited = await secondsUntilHeld(folder);
    assert.ok(waited >= 9.9 && waited < 20, `${waited} s`);
  });

  test('a holder that lives is waited for, also for more than ten seconds', async (t) => {
    const folder = scratchFolder(t);
    const child = startChild(t, ['hold-lock', folder, '10000', '12500']);
    await child.says('inside');
    const waited = await secondsUntilHeld(folder);
    assert.ok(waited >= 12, `${waited} s`);
    assert.match(await child.over, /still held/);
  });
});
