import assert from 'node:assert/strict';
import { test } from 'node:test';
import { registrationFromText, textFromRegistration } from '../../src/domain/client-registration.ts';
import { instant, later, minutes } from '../../src/domain/units.ts';

const NOW = instant(Date.UTC(2026, 10, 23, 12, 0, 0));

const DEVICE =
  '{"clientId": "client", "clientSecret": "secret", "expiresAt": "2027-02-01T00:00:00Z", "scopes": ["sso:account:access"]}';
const PKCE = DEVICE.replace('}', ', "grantTypes": ["authorization_code", "refresh_token"]}');

for (const [method, text] of [
  ['device-code', DEVICE],
  ['pkce', PKCE],
] as const) {
  test(`the registration for ${method} is read and written as by the AWS CLI`, () => {
    const registration = registrationFromText(text, method, NOW) ?? assert.fail('not read');
    assert.equal(textFromRegistration(registration, method, ['sso:account:access']), text);
  });

  test(`${method} does not use the registration of the other method`, () => {
    assert.equal(registrationFromText(text, method === 'pkce' ? 'device-code' : 'pkce', NOW), undefined);
  });
}

test('scopes are left out when there are none', () => {
  const registration = registrationFromText(DEVICE, 'device-code', NOW) ?? assert.fail('not read');
  const text = textFromRegistration(registration, 'device-code', undefined);
  assert.equal(text, '{"clientId": "client", "clientSecret": "secret", "expiresAt": "2027-02-01T00:00:00Z"}');
});

test('a registration with 15 minutes or less, or with a date that is none, is not used', () => {
  const end = instant(Date.UTC(2027, 1, 1));
  assert.equal(registrationFromText(DEVICE, 'device-code', later(end, minutes(-15))), undefined);
  assert.notEqual(registrationFromText(DEVICE, 'device-code', later(end, minutes(-16))), undefined);
  assert.equal(registrationFromText(DEVICE.replace('2027-02-01T', 'x'), 'device-code', NOW), undefined);
});

test('a broken or foreign registration is not used', () => {
  for (const text of ['', '{', '[]', '{}', DEVICE.replace('"client"', '1'), DEVICE.replace('"secret"', '""')]) {
    assert.equal(registrationFromText(text, 'device-code', NOW), undefined, text);
  }
});
