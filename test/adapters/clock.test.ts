import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { createClock } from '../../src/adapters/clock.ts';
import { milliseconds } from '../../src/domain/units.ts';

const clock = createClock();
const timersInUse = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

test('now is the wall clock in milliseconds', () => {
  assert.ok(Math.abs(clock.now() - Date.now()) < 1000);
});

test('sleep lasts at least as long as asked by the monotonic clock', async () => {
  const start = clock.monotonic();
  await clock.sleep(milliseconds(30));
  const lasted = clock.monotonic() - start;
  assert.ok(lasted >= 30 && lasted < 5000, `${lasted}`);
});

test('sleep is cut short by its signal, with the reason', async () => {
  const aborter = new AbortController();
  const reason = new Error('enough');
  setTimeout(() => aborter.abort(reason), 10);
  const start = clock.monotonic();
  await assert.rejects(clock.sleep(milliseconds(60_000), aborter.signal), (error) => error === reason);
  assert.ok(clock.monotonic() - start < 5000);
});

test('sleep rejects at once when the signal was aborted before', async () => {
  const reason = new Error('too late');
  await assert.rejects(clock.sleep(milliseconds(60_000), AbortSignal.abort(reason)), (error) => error === reason);
});

test('sleep leaves no timer and no listener behind', async () => {
  const aborter = new AbortController();
  const before = timersInUse();
  const cut = clock.sleep(milliseconds(60_000), aborter.signal);
  const whole = clock.sleep(milliseconds(5), aborter.signal);
  assert.equal(timersInUse(), before + 2);
  assert.equal(getEventListeners(aborter.signal, 'abort').length, 2);
  await whole;
  assert.equal(getEventListeners(aborter.signal, 'abort').length, 1);
  aborter.abort();
  await assert.rejects(cut);
  assert.equal(timersInUse(), before);
  assert.equal(getEventListeners(aborter.signal, 'abort').length, 0);
});

test('a sleep of a month does not end at once', async () => {
  const aborter = new AbortController();
  const month = clock.sleep(milliseconds(31 * 86_400_000), aborter.signal);
  const first = await Promise.race([month.then(() => 'month'), clock.sleep(milliseconds(20)).then(() => 'short')]);
  assert.equal(first, 'short');
  aborter.abort();
  await assert.rejects(month);
});
