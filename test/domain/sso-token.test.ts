import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../src/domain/secret.ts';
import { isFresh, isLive, isRefreshable, textFromToken, tokenFromText } from '../../src/domain/sso-token.ts';
import { instant, later, minutes, seconds } from '../../src/domain/units.ts';

const NOW = instant(Date.UTC(2026, 10, 23, 12, 0, 0));

const FILE =
  '{"startUrl": "https://example.awsapps.com/start", "region": "eu-west-1", "accessToken": "access", ' +
  '"expiresAt": "2026-11-23T13:00:00Z", "clientId": "client", "clientSecret": "secret", ' +
  '"registrationExpiresAt": "2027-02-01T00:00:00Z", "refreshToken": "refresh"}';

const read = (text: string) => tokenFromText(text) ?? assert.fail('the token was not read');

test('a token file of the AWS CLI is read and written back byte for byte', () => {
  assert.equal(textFromToken(read(FILE)), FILE);
});

test('a file without refresh token has no such field', () => {
  const text = FILE.replace(', "refreshToken": "refresh"', '');
  assert.equal(textFromToken(read(text)), text);
});

test('a legacy file of an old AWS CLI has four fields', () => {
  const text =
    '{"startUrl": "https://example.awsapps.com/start", "region": "eu-west-1", "accessToken": "access", "expiresAt": "2026-11-23T13:00:00Z"}';
  assert.equal(textFromToken(read(text)), text);
  assert.equal(read(text).renewal, undefined);
});

test('the dates of the other SDKs are read', () => {
  for (const date of ['2026-11-23T13:00:00UTC', '2026-11-23T13:00:00.000Z', '2026-11-23T13:00:00+00:00']) {
    assert.equal(read(FILE.replace('2026-11-23T13:00:00Z', date)).expiresAt, later(NOW, minutes(60)), date);
  }
});

test('nulls, as .NET writes them, are absent values', () => {
  const text = FILE.replace('"refresh"', 'null').replace('"secret"', 'null');
  assert.equal(read(text).renewal, undefined);
});

test('a broken or foreign file holds no token', () => {
  const without = (field: string): string => FILE.replace(`"${field}"`, '"other"');
  const texts = ['', '{', FILE.slice(0, -20), '[]', 'null', without('accessToken'), without('expiresAt')];
  for (const text of [...texts, FILE.replace('2026-11-23T13:00:00Z', 'tomorrow'), FILE.replace('"access"', '7')]) {
    assert.equal(tokenFromText(text), undefined, text);
  }
});

test('exactly 15 minutes are not fresh, a second more is', () => {
  assert.equal(isFresh(later(NOW, minutes(15)), NOW), false);
  assert.equal(isFresh(later(NOW, seconds(15 * 60 + 1)), NOW), true);
});

test('a time that is no number is neither fresh nor live', () => {
  const never = instant(Number.NaN);
  assert.deepEqual(
    [isFresh(never, NOW), isLive(never, NOW), isFresh(NOW, never), isLive(NOW, never)],
    [false, false, false, false],
  );
});

test('a token is live to its last moment', () => {
  assert.equal(isLive(instant(NOW + 1), NOW), true);
  assert.equal(isLive(NOW, NOW), false);
});

test('a refresh needs a refresh token and a registration that lives', () => {
  assert.equal(isRefreshable(read(FILE), NOW), true);
  assert.equal(isRefreshable(read(FILE.replace('2027-02-01', '2026-02-01')), NOW), false);
  assert.equal(isRefreshable(read(FILE.replace('refreshToken', 'other')), NOW), false);
  assert.equal(isRefreshable(read(FILE.replace('registrationExpiresAt', 'other')), NOW), false);
});

test('secrets of a token stay out of its JSON', () => {
  const shown = JSON.stringify(read(FILE));
  assert.ok(shown.includes('"clientId":"client"'), 'the control is there');
  for (const secret of ['"access"', '"secret"', '"refresh"']) assert.ok(!shown.includes(secret), shown);
});

test('a token made by hand is written with its secrets', () => {
  const token = { ...read(FILE), accessToken: new Secret('blå') };
  assert.ok(textFromToken(token).includes(String.raw`"accessToken": "bl\u00e5"`));
});
