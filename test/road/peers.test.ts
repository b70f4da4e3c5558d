// Beside other tools: what jpaws wrote is read by the AWS SDK, what the AWS CLI (and older ones) wrote is used by jpaws.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { binary, runCommand } from '../support/binary-run.ts';
import {
  cliTime,
  leaveRoleCredentials,
  leaveSignIn,
  pythonDump,
  rolePath,
  sha1,
  signInElsewhere,
  tokenPath,
} from './aws-cli-files.ts';
import { browserIn } from './browsers.ts';
import { accountId, customer, howToConfig, profileName, roleName, somebody, startUrl } from './person.ts';

const sdk = join(import.meta.dirname, '../support/read-with-sdk.ts');

for (const method of ['device code', 'browser']) {
  test(`after a login by ${method}, fromSSO of the AWS SDK gets credentials without a sign-in`, async (t) => {
    const person = await customer(t);
    const env = method === 'browser' ? { BROWSER: browserIn(person.desk, 'follow') } : {};
    assert.equal((await person.jpaws(['login'], env)).status, 0);
    person.forget();
    const read = await runCommand(t, { program: process.execPath, words: [sdk, profileName], env: person.env });
    assert.equal(read.status, 0, read.stderr);
    const { accessKeyId } = JSON.parse(read.stdout) as { accessKeyId: string };
    assert.ok(person.center.state.roleCredentials.has(accessKeyId));
    assert.deepEqual(person.asked(), ['/federation/credentials']);
  });
}

test('a token that jpaws has refreshed is read by the AWS SDK', async (t) => {
  const person = await customer(t);
  leaveSignIn(person, -1);
  assert.equal((await person.use([profileName])).status, 0);
  person.forget();
  const read = await runCommand(t, { program: process.execPath, words: [sdk, profileName], env: person.env });
  assert.equal(read.status, 0, read.stderr);
  assert.deepEqual(person.asked(), ['/federation/credentials']);
});

test('the AWS SDK takes credentials from `jpaws export` as a credential_process', async (t) => {
  const person = await customer(t);
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = leaveRoleCredentials(person);
  person.write(
    ['config'],
    `${howToConfig}[profile by-process]\ncredential_process = "${binary}" export ${profileName}\n`,
  );
  const command = { program: process.execPath, words: [sdk, 'by-process', 'process'], env: person.env };
  const { stdout, stderr } = await runCommand(t, command);
  assert.notEqual(stdout, '', stderr);
  const credentials = JSON.parse(stdout) as Record<string, string>;
  assert.deepEqual(
    [credentials['accessKeyId'], credentials['secretAccessKey'], credentials['sessionToken']],
    [AccessKeyId, SecretAccessKey, SessionToken],
  );
  assert.equal(Date.parse(credentials['expiration'] ?? ''), Date.parse(Expiration));
});

const liveTexts: Record<string, (fields: ReturnType<typeof signInElsewhere>) => string> = {
  'of the AWS CLI': pythonDump,
  'with a date that ends in UTC': (fields) =>
    pythonDump({ ...fields, expiresAt: fields.expiresAt.replace('Z', 'UTC') }),
  'with a date that ends in +00:00': (fields) =>
    pythonDump({ ...fields, expiresAt: fields.expiresAt.replace('Z', '+00:00') }),
  'of the SDK for JavaScript: milliseconds, indented': (fields) =>
    JSON.stringify({ ...fields, expiresAt: fields.expiresAt.replace('Z', '.123Z') }, null, 2),
  'of the SDK for .NET: indented, nulls': (fields) =>
    JSON.stringify({ ...fields, refreshToken: null, idToken: null }, null, 4),
  'with fields that nobody knows, in another order': (fields) =>
    pythonDump({ future: 'x', list: ['a'], ...Object.fromEntries(Object.entries(fields).reverse()) }),
  'of an old AWS CLI: four fields': ({ startUrl: url, region, accessToken, expiresAt }) =>
    pythonDump({ startUrl: url, region, accessToken, expiresAt }),
  'with a line end of Windows': (fields) => `${pythonDump(fields)}\r\n`,
};
for (const [form, textOf] of Object.entries(liveTexts)) {
  test(`a token file ${form} is used without a sign-in and left as it is`, async (t) => {
    const person = await customer(t);
    const text = textOf(signInElsewhere(person.center));
    person.write(tokenPath, text);
    const { status, stderr } = await person.use([profileName]);
    assert.equal(status, 0, stderr);
    assert.doesNotMatch(stderr, /warning/);
    assert.deepEqual(person.asked(), ['/federation/credentials']);
    assert.equal(person.read(...tokenPath), text);
  });
}

for (const form of [
  '2030-01-01T00:00:00Z',
  '2030-01-01T00:00:00UTC',
  '2030-01-01T00:00:00.000Z',
  '2030-01-01T01:00:00+01:00',
]) {
  test(`role credentials of another tool that end at ${form} are used without a request`, async (t) => {
    const person = await customer(t);
    const credentials = { ...leaveRoleCredentials(person), Expiration: form };
    person.write(rolePath, JSON.stringify({ ProviderType: 'sso', Credentials: credentials, Extra: null }, null, 2));
    const { stdout, stderr } = await person.use([profileName]);
    assert.match(stdout, /^set AWS_CREDENTIAL_EXPIRATION=2030-01-01T00:00:00\+00:00$/m, stderr);
    assert.deepEqual(person.asked(), []);
  });
}

test('a refreshed token keeps the place and the fields of the AWS CLI', async (t) => {
  const person = await customer(t);
  const old = leaveSignIn(person, -1);
  assert.equal((await person.use([profileName])).status, 0);
  const token = JSON.parse(person.read(...tokenPath)) as typeof old;
  assert.deepEqual(Object.keys(token), Object.keys(old));
  assert.equal(person.read(...tokenPath), pythonDump(token));
  const { accessToken, refreshToken, expiresAt, ...same } = old;
  assert.deepEqual(
    { ...token, accessToken, refreshToken, expiresAt },
    { ...same, accessToken, refreshToken, expiresAt },
  );
});

test('the old refresh token is kept when the service answers with none', async (t) => {
  const person = await customer(t, { refreshAnswersWithRefreshToken: false });
  const { refreshToken } = leaveSignIn(person, -1);
  assert.equal((await person.use([profileName])).status, 0);
  assert.equal((JSON.parse(person.read(...tokenPath)) as { refreshToken: string }).refreshToken, refreshToken);
});

const legacyConfig = `[profile legacy]
sso_start_url = ${startUrl}
sso_region = eu-west-1
sso_account_id = ${accountId}
sso_role_name = ${roleName}
`;
const legacyTokenPath = ['sso', 'cache', `${sha1(startUrl)}.json`];
const legacyRolePath = [
  'cli',
  'cache',
  `${sha1(`{"accountId":"${accountId}","roleName":"${roleName}","startUrl":"${startUrl}"}`)}.json`,
];

test('a legacy profile uses the sign-in of the AWS CLI and its place for role credentials', async (t) => {
  const person = await somebody(t);
  person.write(['config'], legacyConfig);
  const { refreshToken: _, ...fields } = signInElsewhere(person.center);
  person.write(legacyTokenPath, pythonDump(fields));
  const { status, stderr } = await person.use(['legacy']);
  assert.equal(status, 0, stderr);
  assert.deepEqual(person.asked(), ['/federation/credentials']);
  assert.deepEqual(person.list('cli', 'cache'), [legacyRolePath[2]]);
});

test('a legacy profile signs in by device code without scopes, as in the AWS CLI', async (t) => {
  const person = await somebody(t);
  person.write(['config'], legacyConfig);
  const { status, stderr } = await person.jpaws(['login', 'legacy'], { BROWSER: browserIn(person.desk, 'follow') });
  assert.equal(status, 0, stderr);
  const registration = person.center.requests.find(({ path }) => path === '/client/register');
  assert.match(JSON.stringify(registration?.body), /^\{"clientName":"botocore-client-\d+","clientType":"public"\}$/);
  const token = JSON.parse(person.read(...legacyTokenPath)) as Record<string, unknown>;
  assert.equal(token['startUrl'], startUrl);
  assert.equal('refreshToken' in token, false);
});

test('an expired legacy token is not refreshed', async (t) => {
  const person = await somebody(t);
  person.write(['config'], legacyConfig);
  person.write(legacyTokenPath, pythonDump(signInElsewhere(person.center, -1)));
  const { status, stderr } = await person.use(['legacy']);
  assert.equal(status, 4, stderr);
  assert.deepEqual(person.asked(), []);
});

test('logout --all ends the sessions of other tools too, and leaves what is not theirs', async (t) => {
  const person = await customer(t);
  const fields = signInElsewhere(person.center);
  person.write(['sso', 'cache', `${'0'.repeat(40)}.json`], pythonDump(fields));
  person.write(['sso', 'cache', 'notes.json'], 'mine');
  leaveRoleCredentials(person);
  const foreign = pythonDump({ Credentials: {}, ProviderType: 'assume-role' });
  person.write(['cli', 'cache', 'role.json'], foreign);
  person.write(['cli', 'cache', 'session.db'], 'SQLite');
  const { status, stderr } = await person.jpaws(['logout', '--all']);
  assert.equal(status, 0, stderr);
  assert.equal(person.center.state.accessTokens.get(fields.accessToken)?.session.signedOut, true);
  assert.deepEqual(person.list('sso', 'cache'), ['notes.json']);
  assert.deepEqual(person.list('cli', 'cache'), ['role.json', 'session.db']);
});

test('a session that was ended elsewhere is told, with what to run', async (t) => {
  const person = await customer(t);
  const { refreshToken: _, ...fields } = signInElsewhere(person.center);
  person.write(tokenPath, pythonDump({ ...fields, expiresAt: cliTime(Date.now() + 3_600_000) }));
  person.center.state.accessTokens.clear();
  const { status, stdout, stderr } = await person.use([profileName]);
  assert.deepEqual([status, stdout], [4, '']);
  assert.match(stderr, /the service no longer takes the last one\n {2}run: jpaws login/);
});
