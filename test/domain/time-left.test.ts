import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeLeft } from '../../src/domain/time-left.ts';
import { instant, later, minutes, seconds } from '../../src/domain/units.ts';

const NOW = instant(Date.UTC(2026, 10, 23, 12, 0, 0));

const lengths: readonly (readonly [until: number, text: string])[] = [
  [later(NOW, minutes(52)), '52 min left'],
  [later(NOW, seconds(119)), '1 min left'],
  [later(NOW, seconds(59)), 'less than 1 min left'],
  [NOW, 'less than 1 min left'],
  [later(NOW, minutes(60)), '1 h left'],
  [later(NOW, minutes(185)), '3 h 5 min left'],
  [later(NOW, minutes(47 * 60 + 59)), '47 h 59 min left'],
  [later(NOW, minutes(48 * 60)), '2 days left'],
  [later(NOW, seconds(-1)), 'expired'],
  [Number.NaN, 'expired'],
];

for (const [until, text] of lengths) {
  test(`${(until - NOW) / 1000} seconds are told as "${text}"`, () => {
    assert.equal(timeLeft(instant(until), NOW), text);
  });
}
