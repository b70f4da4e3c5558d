import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryWhileBusy } from '../../src/adapters/busy-file.ts';
import { reasonOf } from '../../src/adapters/system-error.ts';

const failure = (code: string): Error => Object.assign(new Error(code), { code, errno: -1, syscall: 'rename' });

/** An action that is refused as often as said, and counts its calls. */
function refusing(times: number, code: string) {
  let calls = 0;
  return {
    calls: () => calls,
    action: () => {
      calls += 1;
      if (calls <= times) throw failure(code);
      return 'done';
    },
  };
}

test('on Windows a file that others hold open is tried again', () => {
  for (const code of ['EPERM', 'EACCES', 'EBUSY']) {
    const { action, calls } = refusing(2, code);
    assert.equal(retryWhileBusy(action, 'win32'), 'done');
    assert.equal(calls(), 3);
  }
});

test('on Windows it gives up soon, with the error', () => {
  const { action } = refusing(Infinity, 'EBUSY');
  const start = Date.now();
  assert.throws(() => retryWhileBusy(action, 'win32'), { code: 'EBUSY' });
  assert.ok(Date.now() - start < 5000);
});

test('other errors, and other systems, are not tried again', () => {
  const full = refusing(1, 'ENOSPC');
  assert.throws(() => retryWhileBusy(full.action, 'win32'), { code: 'ENOSPC' });
  const refused = refusing(1, 'EACCES');
  assert.throws(() => retryWhileBusy(refused.action, 'linux'), { code: 'EACCES' });
  assert.deepEqual([full.calls(), refused.calls()], [1, 1]);
});

test('on Windows the reason names the other program, elsewhere and for other errors it does not', () => {
  const refused = failure('EPERM');
  assert.match(reasonOf(refused, 'win32') ?? '', / \(EPERM\), or another program has it open$/);
  assert.match(reasonOf(refused, 'linux') ?? '', / \(EPERM\)$/);
  assert.match(reasonOf(failure('ENOSPC'), 'win32') ?? '', / \(ENOSPC\)$/);
});
