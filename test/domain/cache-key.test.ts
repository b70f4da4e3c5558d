import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { registrationKeyText, roleCredentialsKeyText, tokenKeyText } from '../../src/domain/cache-key.ts';
import type { SsoSession } from '../../src/domain/profiles.ts';

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

const URL_OF_EXAMPLE = 'https://example.awsapps.com/start';
const session = (name: string): SsoSession => ({
  kind: 'sso-session',
  name,
  startUrl: URL_OF_EXAMPLE,
  ssoRegion: 'eu-west-1',
  scopes: undefined,
});
const legacy: SsoSession = { ...session(URL_OF_EXAMPLE), kind: 'legacy' };
const role = { accountId: '123456789012', roleName: 'idp_customer_access' };

// All values were computed by the AWS CLI itself.
const vectors: readonly (readonly [what: string, text: string, key: string])[] = [
  ['the token of a session', tokenKeyText(session('my-sso')), '0ad374308c5a4e22f723adf10145eafad7c4031c'],
  ['the token of a legacy profile', tokenKeyText(legacy), 'e8be5486177c5b5392bd9aa76563515b29358e6e'],
  [
    'the token of a session with foreign letters',
    tokenKeyText(session('blåbær')),
    'b34a60bb4d696a8a95b7c01ba9fc34a4f0efc9b7',
  ],
  [
    'a registration with scopes',
    registrationKeyText(session('my-sso'), ['sso:account:access']),
    'a81c5b68c2c12885d8d35c7c803d0214ba2de055',
  ],
  [
    'a registration without scopes',
    registrationKeyText(session('my-sso'), undefined),
    'e90a8dd25b2231b03f9159c4dd1e38566614d82d',
  ],
  [
    'a registration of a legacy profile',
    registrationKeyText(legacy, undefined),
    '9d9dd9a416ed033eec7556781302088a89d3d330',
  ],
  [
    'role credentials of a session',
    roleCredentialsKeyText(session('my-sso'), role),
    '917c2536ca579e050df95e6a76644be7c328b76c',
  ],
  [
    'role credentials of a legacy profile',
    roleCredentialsKeyText(legacy, role),
    '99868e457ffe700825295b939c0e50b73ba569fd',
  ],
];

for (const [what, text, key] of vectors) {
  test(`the cache file of ${what} has the name that the AWS CLI gives it`, () => {
    assert.equal(sha1(text), key);
  });
}
