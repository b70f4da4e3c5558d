import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instantFromText, offsetTextFromInstant, textFromInstant } from '../../src/domain/date-text.ts';
import { instant } from '../../src/domain/units.ts';

const NOON = Date.UTC(2026, 10, 23, 12, 0, 0);

const readable: readonly (readonly [text: string, milliseconds: number])[] = [
  ['2026-11-23T12:00:00Z', NOON],
  ['2026-11-23T12:00:00UTC', NOON],
  ['2026-11-23T12:00:00+00:00', NOON],
  ['2026-11-23T12:00:00+0000', NOON],
  ['2026-11-23T12:00:00.000Z', NOON],
  ['2026-11-23T12:00:00.123456+00:00', NOON + 123],
  ['2026-11-23T14:30:00+02:30', NOON],
  ['2026-11-23T06:00:00-06:00', NOON],
  ['2026-11-23 12:00:00Z', NOON],
  [' 2026-11-23T12:00:00Z\n', NOON],
  ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
  ['1969-12-31T23:59:59Z', -1000],
];

for (const [text, milliseconds] of readable) {
  test(`the date ${JSON.stringify(text)} is read`, () => {
    assert.equal(instantFromText(text), milliseconds);
  });
}

const hostile: readonly unknown[] = [
  undefined,
  null,
  0,
  NOON,
  true,
  {},
  [],
  '',
  'soon',
  'NaN',
  '2026',
  '2026-11-23',
  '2026-11-23T12:00:00',
  '2026-13-01T00:00:00Z',
  '2026-00-01T00:00:00Z',
  '2026-02-29T00:00:00Z',
  '2026-11-31T00:00:00Z',
  '2026-11-23T24:00:00Z',
  '2026-11-23T12:60:00Z',
  '2026-11-23T12:00:61Z',
  '2026-11-23T12:00:00.Z',
  '20261123T120000Z',
  '+2026-11-23T12:00:00Z',
  '2026-11-23T12:00:00Z; rm',
  '2026-11-23T12:00:00+2:00',
  '9'.repeat(10_000),
  '2026-11-23T12:00:00+99:00',
];

test('a date without a zone, an impossible one and everything that is none is undefined', () => {
  for (const value of hostile) assert.equal(instantFromText(value), undefined, JSON.stringify(value));
});

test('every millisecond is kept', () => {
  for (let millisecond = 0; millisecond < 1000; millisecond += 1) {
    const text = new Date(NOON + millisecond).toISOString();
    assert.equal(instantFromText(text), NOON + millisecond, text);
  }
});

test('the two written forms are those of the AWS CLI, to the second', () => {
  assert.equal(textFromInstant(instant(NOON + 999)), '2026-11-23T12:00:00Z');
  assert.equal(offsetTextFromInstant(instant(NOON)), '2026-11-23T12:00:00+00:00');
});

test('what is written is what the platform writes, and is read again, for all years from 1 to 9999', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
      const at = instant(date.getTime());
      const wholeSeconds = Math.floor(date.getTime() / 1000) * 1000;
      assert.equal(textFromInstant(at), `${new Date(wholeSeconds).toISOString().slice(0, 19)}Z`);
      assert.equal(instantFromText(textFromInstant(at)), wholeSeconds);
    }),
  );
});
