import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  isSsoRoleCredentials,
  roleCredentialsFromText,
  textFromRoleCredentials,
} from '../../src/domain/role-credentials.ts';

const FILE =
  '{"ProviderType": "sso", "Credentials": {"AccessKeyId": "ASIA", "SecretAccessKey": "secret", ' +
  '"SessionToken": "token", "Expiration": "2026-11-23T13:00:00Z", "AccountId": "931827427725"}}';

test("role credentials of the AWS CLI's cache are read and written back byte for byte", () => {
  const credentials = roleCredentialsFromText(FILE) ?? assert.fail('not read');
  assert.equal(textFromRoleCredentials(credentials, '931827427725'), FILE);
});

test('credentials that are broken, foreign, or lack a value are not used', () => {
  const lacking = ['AccessKeyId', 'SecretAccessKey', 'SessionToken', 'Expiration', 'Credentials'];
  const texts = [
    '',
    '{',
    '[]',
    '{"ProviderType": "sso", "Credentials": null}',
    FILE.slice(0, -3),
    FILE.replace('"secret"', '""'),
  ];
  const foreign = FILE.replace('"sso"', '"assume-role"');
  for (const text of [...texts, foreign, ...lacking.map((key) => FILE.replace(`"${key}"`, '"x"'))]) {
    assert.equal(roleCredentialsFromText(text), undefined, text);
  }
});

test('what the AWS CLI removes at logout is known by its provider alone', () => {
  assert.equal(isSsoRoleCredentials(FILE), true);
  assert.equal(isSsoRoleCredentials('{"ProviderType": "sso"}'), true);
  assert.equal(isSsoRoleCredentials(FILE.replace('"sso"', '"assume-role"')), false);
  assert.equal(isSsoRoleCredentials('{"Credentials": {}}'), false);
  assert.equal(isSsoRoleCredentials('not json'), false);
});
