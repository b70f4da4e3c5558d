import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchSilence } from '../../src/adapters/silence.ts';
import { milliseconds } from '../../src/domain/units.ts';

/** Silence seen at the last of these looks: pairs of a time in milliseconds and the value found then. */
function silenceAfter(looks: readonly (readonly [number, string])[]): number {
  let now = 0;
  const watch = watchSilence(() => milliseconds(now));
  return looks.reduce((_, [at, value]) => {
    now = at;
    return watch(value);
  }, Number.NaN);
}

test('silence begins at the first look', () => {
  assert.equal(silenceAfter([[5000, 'a']]), 0);
});

test('silence grows while the value stays, and starts again with each change, also back to an older value', () => {
  assert.equal(
    silenceAfter([
      [0, 'a'],
      [100, 'a'],
      [250, 'a'],
    ]),
    250,
  );
  assert.equal(
    silenceAfter([
      [0, 'a'],
      [100, 'a'],
      [250, 'b'],
    ]),
    0,
  );
  assert.equal(
    silenceAfter([
      [0, 'a'],
      [100, 'b'],
      [250, 'a'],
      [300, 'a'],
    ]),
    50,
  );
});

test('time in which the watcher itself stood still hardly counts', () => {
  assert.equal(
    silenceAfter([
      [0, 'a'],
      [3_600_000, 'a'],
      [3_600_100, 'a'],
    ]),
    600,
  );
});
