import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceCodeLife, firstInterval, pollVerdict, slowerInterval } from '../../src/domain/device-polling.ts';
import { milliseconds, minutes, seconds, type Duration } from '../../src/domain/units.ts';

const odd = (value: number): Duration => milliseconds(value);

const intervals: readonly (readonly [given: Duration | undefined, wait: Duration])[] = [
  [undefined, seconds(5)],
  [seconds(1), seconds(1)],
  [seconds(7), seconds(7)],
  [odd(0), seconds(5)],
  [odd(-1), seconds(5)],
  [odd(Number.NaN), seconds(5)],
  [odd(1), seconds(1)],
  [odd(Number.POSITIVE_INFINITY), minutes(1)],
  [minutes(60), minutes(1)],
];

for (const [given, wait] of intervals) {
  test(`an interval of ${given} ms makes a wait of ${wait} ms`, () => {
    assert.equal(firstInterval(given), wait);
  });
}

test('slow_down adds five seconds for good, up to a minute', () => {
  assert.equal(slowerInterval(seconds(5)), seconds(10));
  assert.equal(slowerInterval(slowerInterval(seconds(1))), seconds(11));
  assert.equal(slowerInterval(seconds(58)), minutes(1));
});

test('the life of a code is bounded to 1 to 60 minutes', () => {
  const lives: readonly (readonly [number, Duration])[] = [
    [600_000, minutes(10)],
    [1, minutes(1)],
    [9e15, minutes(60)],
    [Number.POSITIVE_INFINITY, minutes(60)],
    [0, minutes(10)],
    [-5, minutes(10)],
    [Number.NaN, minutes(10)],
  ];
  for (const [given, life] of lives) assert.equal(deviceCodeLife(odd(given)), life, String(given));
});

test('only the three known answers let the polling go on or end as timed out', () => {
  assert.equal(pollVerdict('AuthorizationPendingException'), 'pending');
  assert.equal(pollVerdict('SlowDownException'), 'slow-down');
  assert.equal(pollVerdict('ExpiredTokenException'), 'expired');
  for (const type of ['AccessDeniedException', 'InvalidGrantException', '', '__proto__']) {
    assert.equal(pollVerdict(type), 'refused', type);
  }
});
