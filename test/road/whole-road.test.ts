// The whole road with the packed program, against the embedded Identity Center: set up, sign in, use, look, leave.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { leaveSignIn, pythonDump, rolePath, sha1, tokenPath } from './aws-cli-files.ts';
import { accountId, customer, howToConfig, type Person, profileName, somebody, startUrl } from './person.ts';

const isWindows = process.platform === 'win32';
const modeOf = (person: Person, ...path: string[]): number => statSync(join(person.home, '.aws', ...path)).mode & 0o777;
const registrationPath = [
  'sso',
  'cache',
  `${sha1(`{"region": "eu-west-1", "scopes": ["sso:account:access"], "session_name": "${profileName}", "startUrl": "${startUrl}", "tool": "botocore"}`)}.json`,
];

/** The records of a reply to the shell; nothing else may stand in it. */
function recordsOf(reply: string): { set: Record<string, string>; unset: string[] } {
  const [header, ...lines] = reply.split('\n');
  assert.deepEqual([header, lines.at(-2), lines.at(-1)], ['jpaws/1', 'end', '']);
  const set: Record<string, string> = {};
  const unset: string[] = [];
  for (const line of lines.slice(0, -2)) {
    const [, verb, name = '', value = ''] = /^(set|unset) ([A-Z0-9_]+)(?:=(.+))?$/.exec(line) ?? [];
    assert.ok(verb, `no record: ${line}`);
    if (verb === 'set') set[name] = value;
    else unset.push(name);
  }
  return { set, unset };
}

async function signedIn(t: TestContext): Promise<Person> {
  const person = await customer(t);
  const { status, stderr } = await person.jpaws(['login']);
  assert.equal(status, 0, stderr);
  return person;
}

async function signedInElsewhere(t: TestContext): Promise<Person> {
  const person = await customer(t);
  leaveSignIn(person);
  return person;
}

test('configure writes the lines of `aws configure sso` and nothing else, private from the start', async (t) => {
  const person = await somebody(t);
  const { status, stdout, stderr } = await person.jpaws(['configure', profileName, '--account', accountId, '--yes']);
  assert.deepEqual([status, stdout], [0, ''], stderr);
  assert.equal(person.read('config'), howToConfig);
  assert.deepEqual(person.list(), ['config']);
  if (!isWindows) assert.deepEqual([modeOf(person), modeOf(person, 'config')], [0o700, 0o600]);
  assert.deepEqual(person.asked(), []);
});

test('login by device code leaves token and registration as the AWS CLI writes them', async (t) => {
  const person = await signedIn(t);
  assert.deepEqual(person.asked(), ['/client/register', '/device_authorization', '/token']);
  assert.deepEqual(person.list('sso', 'cache'), [tokenPath[2], registrationPath[2]].sort());
  const token = JSON.parse(person.read(...tokenPath)) as Record<string, string>;
  const registration = JSON.parse(person.read(...registrationPath)) as Record<string, string>;
  const fields = ['startUrl', 'region', 'accessToken', 'expiresAt', 'clientId', 'clientSecret'];
  assert.deepEqual(Object.keys(token), [...fields, 'registrationExpiresAt', 'refreshToken']);
  assert.deepEqual(Object.keys(registration), ['clientId', 'clientSecret', 'expiresAt', 'scopes']);
  assert.equal(person.read(...tokenPath), pythonDump(token));
  assert.equal(person.read(...registrationPath), pythonDump(registration));
  for (const time of [token['expiresAt'], token['registrationExpiresAt'], registration['expiresAt']])
    assert.match(time ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.ok(person.center.state.accessTokens.has(token['accessToken'] ?? ''));
});

test('login leaves files that nobody else may read', { skip: isWindows && 'Windows has no modes' }, async (t) => {
  const person = await signedIn(t);
  for (const file of person.list('sso', 'cache')) assert.equal(modeOf(person, 'sso', 'cache', file), 0o600, file);
  for (const folder of [['sso'], ['sso', 'cache'], ['jpaws']])
    assert.equal(modeOf(person, ...folder), 0o700, folder.join('/'));
});

test('login with a live session does nothing and says so', async (t) => {
  const person = await signedIn(t);
  person.forget();
  const { status, stderr } = await person.jpaws(['login']);
  assert.equal(status, 0);
  assert.match(stderr, /^"koa-dev-customer" is signed in already \(.+ left\)\.\n$/);
  assert.deepEqual(person.asked(), []);
});

test('use sets the variables of the mode keys and caches the credentials as the AWS CLI does', async (t) => {
  const person = await signedInElsewhere(t);
  const { status, stdout, stderr } = await person.use([profileName], {
    AWS_PROFILE: 'other',
    AWS_SECURITY_TOKEN: 'old',
  });
  assert.equal(status, 0, stderr);
  const { set, unset } = recordsOf(stdout);
  const cached = JSON.parse(person.read(...rolePath)) as { Credentials: Record<string, string> };
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = cached.Credentials;
  assert.deepEqual(Object.keys(cached), ['ProviderType', 'Credentials']);
  assert.equal(person.read(...rolePath), pythonDump(cached));
  assert.ok(person.center.state.roleCredentials.has(AccessKeyId ?? ''));
  const { JPAWS_EXPIRES, JPAWS_RENEW_AT, JPAWS_PREVIOUS, ...known } = set;
  assert.deepEqual(known, {
    AWS_ACCESS_KEY_ID: AccessKeyId,
    AWS_SECRET_ACCESS_KEY: SecretAccessKey,
    AWS_SESSION_TOKEN: SessionToken,
    AWS_CREDENTIAL_EXPIRATION: Expiration?.replace('Z', '+00:00'),
    AWS_REGION: 'eu-west-1',
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_SSO_PROFILE: profileName,
    JPAWS_IDENTITY: `931827427725/idp_customer_access/${AccessKeyId}`,
    JPAWS_PROFILE: profileName,
  });
  assert.equal(Number(JPAWS_EXPIRES), Date.parse(Expiration ?? '') / 1000);
  assert.ok(Number(JPAWS_RENEW_AT) < Number(JPAWS_EXPIRES));
  assert.deepEqual(
    unset.filter((name) => name.startsWith('AWS_')),
    ['AWS_PROFILE', 'AWS_SECURITY_TOKEN'],
  );
  assert.match(JPAWS_PREVIOUS ?? '', /other/);
  assert.deepEqual(person.asked(), ['/federation/credentials']);
  if (!isWindows) assert.deepEqual([modeOf(person, 'cli', 'cache'), modeOf(person, ...rolePath)], [0o700, 0o600]);
});

test('whoami tells who AWS says that the profile is', async (t) => {
  const person = await signedInElsewhere(t);
  const { status, stdout, stderr } = await person.jpaws(['whoami', profileName, '--json']);
  assert.equal(status, 0, stderr);
  const { arn, ...rest } = JSON.parse(stdout) as Record<string, string>;
  assert.match(
    arn ?? '',
    new RegExp(`^arn:aws:sts::${accountId}:assumed-role/AWSReservedSSO_idp_customer_access_.+/kim@example.com$`),
  );
  assert.deepEqual([rest['profile'], rest['account']], [profileName, accountId]);
});

test('export prints the six formats of the AWS CLI byte for byte', async (t) => {
  const person = await signedInElsewhere(t);
  await person.use([profileName]);
  const { Credentials } = JSON.parse(person.read(...rolePath)) as { Credentials: Record<string, string> };
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials;
  const Expiration = Credentials['Expiration']?.replace('Z', '+00:00') ?? '';
  const values = [AccessKeyId, SecretAccessKey, SessionToken, Expiration];
  const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_CREDENTIAL_EXPIRATION'];
  const lines = (line: (name: string, value: string | undefined) => string): string =>
    names.map((name, at) => `${line(name, values[at])}\n`).join('');
  const expected = {
    process: `{
  "Version": 1,
  "AccessKeyId": "${AccessKeyId}",
  "SecretAccessKey": "${SecretAccessKey}",
  "SessionToken": "${SessionToken}",
  "Expiration": "${Expiration}"
}
`,
    env: lines((name, value) => `export ${name}=${value}`),
    'env-no-export': lines((name, value) => `${name}=${value}`),
    powershell: lines((name, value) => `$Env:${name}="${value}"`),
    'windows-cmd': lines((name, value) => `set ${name}=${value}`),
    fish: lines((name, value) => `set -gx ${name} "${value}"`),
  };
  for (const [format, text] of Object.entries(expected)) {
    const { stdout, stderr } = await person.jpaws(['export', profileName, '--format', format]);
    assert.deepEqual([stdout, stderr], [text, ''], format);
  }
  assert.equal((await person.jpaws(['export', profileName])).stdout, expected.process, 'the default');
});

test('status and list tell the state as JSON', async (t) => {
  const person = await signedInElsewhere(t);
  const { set } = recordsOf((await person.use([profileName])).stdout);
  const status = JSON.parse((await person.jpaws(['status', '--json'], set)).stdout) as {
    shell: Record<string, unknown>;
    sessions: Record<string, unknown>[];
  };
  const { shell, sessions } = status;
  assert.deepEqual(
    [shell['profile'], shell['mode'], shell['account'], shell['role'], shell['region'], shell['warnings']],
    [profileName, 'keys', accountId, 'idp_customer_access', 'eu-west-1', []],
  );
  assert.deepEqual(
    sessions.map(({ name, state }) => [name, state]),
    [[profileName, 'live']],
  );
  const list = JSON.parse((await person.jpaws(['list', '--json'])).stdout) as Record<string, unknown>[];
  assert.deepEqual(
    list.map(({ name, account, state }) => [name, account, state]),
    [[profileName, accountId, 'live']],
  );
});

test('clear takes away what use has set and brings back region and profile', async (t) => {
  const person = await signedInElsewhere(t);
  const before = { AWS_PROFILE: 'other', AWS_REGION: 'us-east-1' };
  const used = recordsOf((await person.use([profileName], before)).stdout);
  const { stdout } = await person.jpaws(['clear'], { ...used.set, JPAWS_CONTRACT: '1' });
  const cleared = recordsOf(stdout);
  assert.deepEqual(cleared.set, before);
  for (const name of Object.keys(used.set))
    assert.ok(cleared.unset.includes(name) || name in before, `${name} is still set`);
});

test('logout ends the session, takes token and role credentials away, and keeps registrations', async (t) => {
  const person = await signedIn(t);
  const { set } = recordsOf((await person.use([profileName])).stdout);
  const { accessToken } = JSON.parse(person.read(...tokenPath)) as { accessToken: string };
  person.forget();
  const { status, stdout, stderr } = await person.jpaws(['logout'], { ...set, JPAWS_CONTRACT: '1' });
  assert.equal(status, 0, stderr);
  assert.deepEqual(person.asked(), ['/logout']);
  assert.equal(person.center.state.accessTokens.get(accessToken)?.session.signedOut, true);
  assert.deepEqual([person.list('sso', 'cache'), person.list('cli', 'cache')], [[registrationPath[2]], []]);
  assert.ok(recordsOf(stdout).unset.includes('AWS_SECRET_ACCESS_KEY'));
});

test('after a logout, the next login reuses the registration', async (t) => {
  const person = await signedIn(t);
  await person.jpaws(['logout']);
  person.forget();
  assert.equal((await person.jpaws(['login'])).status, 0);
  assert.deepEqual(person.asked(), ['/device_authorization', '/token']);
});

test('use and clear without the shell integration change nothing and say which line to add', async (t) => {
  const person = await signedInElsewhere(t);
  for (const words of [['use', profileName], ['clear']]) {
    const { status, stdout, stderr } = await person.jpaws(words, { SHELL: '/bin/zsh' });
    assert.deepEqual([status, stdout], [3, ''], stderr);
    assert.match(stderr, /run: jpaws setup zsh .*add this line to .*zshrc: .*jpaws init zsh/);
  }
});
