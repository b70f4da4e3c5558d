import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isError } from '../../src/domain/errors.ts';
import { exportFormats, renderKeys, type ExportedKeys } from '../../src/domain/export-format.ts';
import { Secret } from '../../src/domain/secret.ts';
import { instant } from '../../src/domain/units.ts';

const keys: ExportedKeys = {
  accessKeyId: 'ASIA1',
  secretAccessKey: new Secret('s/e+c='),
  sessionToken: new Secret('to/ken=='),
  expiration: instant(Date.UTC(2026, 10, 23, 13, 0, 0)),
};

const EXPECTED = {
  process:
    '{\n  "Version": 1,\n  "AccessKeyId": "ASIA1",\n  "SecretAccessKey": "s/e+c=",\n' +
    '  "SessionToken": "to/ken==",\n  "Expiration": "2026-11-23T13:00:00+00:00"\n}\n',
  env:
    'export AWS_ACCESS_KEY_ID=ASIA1\nexport AWS_SECRET_ACCESS_KEY=s/e+c=\n' +
    'export AWS_SESSION_TOKEN=to/ken==\nexport AWS_CREDENTIAL_EXPIRATION=2026-11-23T13:00:00+00:00\n',
  'env-no-export':
    'AWS_ACCESS_KEY_ID=ASIA1\nAWS_SECRET_ACCESS_KEY=s/e+c=\n' +
    'AWS_SESSION_TOKEN=to/ken==\nAWS_CREDENTIAL_EXPIRATION=2026-11-23T13:00:00+00:00\n',
  powershell:
    '$Env:AWS_ACCESS_KEY_ID="ASIA1"\n$Env:AWS_SECRET_ACCESS_KEY="s/e+c="\n' +
    '$Env:AWS_SESSION_TOKEN="to/ken=="\n$Env:AWS_CREDENTIAL_EXPIRATION="2026-11-23T13:00:00+00:00"\n',
  'windows-cmd':
    'set AWS_ACCESS_KEY_ID=ASIA1\nset AWS_SECRET_ACCESS_KEY=s/e+c=\n' +
    'set AWS_SESSION_TOKEN=to/ken==\nset AWS_CREDENTIAL_EXPIRATION=2026-11-23T13:00:00+00:00\n',
  fish:
    'set -gx AWS_ACCESS_KEY_ID "ASIA1"\nset -gx AWS_SECRET_ACCESS_KEY "s/e+c="\n' +
    'set -gx AWS_SESSION_TOKEN "to/ken=="\nset -gx AWS_CREDENTIAL_EXPIRATION "2026-11-23T13:00:00+00:00"\n',
  dotenv:
    "AWS_ACCESS_KEY_ID='ASIA1'\nAWS_SECRET_ACCESS_KEY='s/e+c='\n" +
    "AWS_SESSION_TOKEN='to/ken=='\nAWS_CREDENTIAL_EXPIRATION='2026-11-23T13:00:00+00:00'\n",
  json:
    '{\n  "AWS_ACCESS_KEY_ID": "ASIA1",\n  "AWS_SECRET_ACCESS_KEY": "s/e+c=",\n' +
    '  "AWS_SESSION_TOKEN": "to/ken==",\n  "AWS_CREDENTIAL_EXPIRATION": "2026-11-23T13:00:00+00:00"\n}\n',
} as const;

test('every format is tested here', () => {
  assert.deepEqual([...exportFormats].sort(), Object.keys(EXPECTED).sort());
});

for (const format of exportFormats) {
  test(`${format}: the bytes are those promised`, () => {
    assert.equal(renderKeys(keys, format), EXPECTED[format]);
  });

  test(`${format}: token and expiration are left out when there are none`, () => {
    const text = renderKeys({ ...keys, sessionToken: undefined, expiration: undefined }, format);
    assert.doesNotMatch(text, /TOKEN|EXPIRATION|SessionToken|Expiration/);
    assert.match(text, /ASIA1/);
  });
}

const withSecret = (value: string): ExportedKeys => ({ ...keys, secretAccessKey: new Secret(value) });

/** For each format the values that its reader would take for something else. */
const UNSAFE: Readonly<Record<string, readonly string[]>> = {
  env: ['a b', 'a;id', '$(id)', '`id`', "a'b", 'a"b', 'a\\b', 'a*b', '~x|y', 'a&b', 'å', 'a#b', 'a\tb', 'a!b'],
  'env-no-export': ['a b', 'a;id', '$(id)', '`id`', "a'b", 'a"b', 'a\\b', 'a&b', '(a)'],
  powershell: ['a"b', '$x', '$(id)', 'a`b', 'a\u201cb', 'a\u201db', 'a\u201eb'],
  'windows-cmd': ['%PATH%', 'a&calc', 'a|b', 'a>b', 'a<b', 'a^b', 'a"b', '!x!'],
  fish: ['a"b', '$x', 'a\\b'],
  dotenv: ["a'b", 'a\\b'],
};

for (const [format, values] of Object.entries(UNSAFE)) {
  test(`${format}: a value that would be read as something else is refused without being told`, () => {
    for (const value of [...values, 'a\nb', 'a\rb', 'a\u0000b', 'a\u001bb']) {
      assert.throws(
        () => renderKeys(withSecret(value), format as keyof typeof EXPECTED),
        (error) => isError(error, 'EXPORT_VALUE_UNSAFE') && !error.message.includes(value),
        JSON.stringify(value),
      );
    }
  });
}

for (const format of ['process', 'json'] as const) {
  test(`${format} holds every value and escapes what a terminal would act on`, () => {
    for (const value of Object.values(UNSAFE).flat().concat('a\nb', 'a\u0000b', 'a\u001b[2Jb', 'a\u009b2J', '\u202e')) {
      const text = renderKeys(withSecret(value), format);
      assert.ok(Object.values(JSON.parse(text) as object).includes(value), value);
      assert.match(text, /^[\n -~]*$/);
    }
  });
}
