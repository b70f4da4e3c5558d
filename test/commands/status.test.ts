import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryWorld } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';
import { AT, CONFIG, HOWTO_CONFIG, LEGACY_CONFIG, START_URL, tokenFile, tokenText } from '../support/sample-files.ts';

const noon = Date.UTC(2026, 10, 23, 12) / 1000;
const ACTIVE = {
  JPAWS_PROFILE: 'koa-dev-customer',
  AWS_ACCESS_KEY_ID: 'ASIA',
  AWS_SECRET_ACCESS_KEY: 'SECRET',
  AWS_REGION: 'eu-west-1',
  JPAWS_EXPIRES: String(noon + 52 * 60),
  JPAWS_RENEW_AT: String(noon + 37 * 60),
};
const FILES = {
  [CONFIG]: HOWTO_CONFIG + LEGACY_CONFIG,
  [tokenFile()]: tokenText({ expiresAt: AT.past, refreshToken: 'SECRET-r' }),
};

interface Status {
  readonly shell: unknown;
  readonly sessions: readonly unknown[];
}
const json = async (env: Readonly<Record<string, string>>): Promise<Status> =>
  JSON.parse((await runInMemory(memoryWorld({ env, files: FILES }), 'status', '--json')).stdout) as Status;

test('shell and sessions are shown for people', async () => {
  const { stdout, stderr } = await runInMemory(memoryWorld({ env: ACTIVE, files: FILES }), 'status');
  assert.equal(stderr, '');
  assert.match(
    stdout,
    /^koa-dev-customer {2}idp_customer_access {2}931827427725 {2}eu-west-1 {2}52 min left\n\nSESSION/,
  );
  assert.match(stdout, /koa-dev-customer +https:\S+ +eu-west-1 +renews by itself/);
  assert.match(stdout, /signed out/);
  assert.doesNotMatch(stdout, /SECRET/);
});

for (const [name, JPAWS_SHELL, at, expected] of [
  ['a prompt that renews is told with its time', 'bash/0.1.0', 37, '  renewed at the prompt in 37 min'],
  ['so is one whose time has come', 'powershell/0.1.0', -1, '  renewed at the next prompt'],
  ['a shell whose prompt cannot renew is not said to', 'dash/0.1.0', 37, ''],
] as const) {
  test(name, async () => {
    const env = { ...ACTIVE, JPAWS_SHELL, JPAWS_RENEW_AT: String(noon + at * 60) };
    const { stdout } = await runInMemory(memoryWorld({ env, files: FILES }), 'status');
    assert.equal(stdout.split('\n')[0]?.split('52 min left')[1], expected);
  });
}

test('a renewal that has failed, and one that needs a sign-in first, are not promised', async () => {
  const env = { ...ACTIVE, JPAWS_SHELL: 'bash/0.1.0', JPAWS_RENEW_AT: String(noon + 41 * 60) };
  const failing = await runInMemory(memoryWorld({ env, files: FILES }), 'status');
  assert.match(failing.stdout, /52 min left {2}not renewed yet; tried again at the prompt in 41 min$/m);
  assert.match(JSON.stringify(await json(env)), /"renewal":"failing"/);
  const files = { [CONFIG]: HOWTO_CONFIG };
  const needed = await runInMemory(memoryWorld({ env: { ...env, ...ACTIVE }, files }), 'status');
  assert.match(needed.stdout, /52 min left {2}not renewed before a sign-in$/m);
});

test('account and role are those of the keys, and what the config says now is warned of', async () => {
  const env = { ...ACTIVE, JPAWS_IDENTITY: '111122223333/admin/ASIA' };
  const { stdout } = await runInMemory(memoryWorld({ env, files: FILES }), 'status');
  assert.match(stdout, /^koa-dev-customer {2}admin {2}111122223333 /);
  assert.match(stdout, /^in the config the profile is now idp_customer_access in 931827427725; jpaws use takes that$/m);
});

test('keys that are not those of use are said to be others', async () => {
  const env = { ...ACTIVE, JPAWS_IDENTITY: '931827427725/idp_customer_access/ASIAOTHER' };
  const { stdout } = await runInMemory(memoryWorld({ env, files: FILES }), 'status');
  assert.match(stdout, /^the keys in this shell are not those that use has set$/m);
});

test('the same as JSON, times as ISO', async () => {
  const { shell, sessions } = await json(ACTIVE);
  assert.deepEqual(shell, {
    profile: 'koa-dev-customer',
    mode: 'keys',
    account: '931827427725',
    role: 'idp_customer_access',
    region: 'eu-west-1',
    expiresAt: '2026-11-23T12:52:00Z',
    secondsLeft: 3120,
    renewAt: '2026-11-23T12:37:00Z',
    renewal: 'planned',
    warnings: [],
  });
  assert.deepEqual(sessions, [
    {
      name: 'koa-dev-customer',
      kind: 'sso-session',
      startUrl: START_URL,
      region: 'eu-west-1',
      state: 'refreshable',
      expiresAt: AT.past,
      secondsLeft: 0,
      refreshableUntil: '2027-01-01T00:00:00Z',
      registrationExpiresAt: '2027-01-01T00:00:00Z',
    },
    {
      name: START_URL,
      kind: 'legacy',
      startUrl: START_URL,
      region: 'eu-west-1',
      state: 'signed-out',
      expiresAt: null,
      secondsLeft: null,
      refreshableUntil: null,
      registrationExpiresAt: null,
    },
  ]);
});

test('a shell without jpaws, and a config without a session, are said', async () => {
  assert.equal((await json({})).shell, null);
  const { stdout } = await runInMemory(memoryWorld(), 'status');
  assert.match(stdout, /No profile of jpaws is active.*\n\nNo session is set up/s);
});

test('a profile that something else has set after use is warned about', async () => {
  const { stdout } = await runInMemory(
    memoryWorld({ env: { ...ACTIVE, AWS_PROFILE: 'other' }, files: FILES }),
    'status',
  );
  assert.match(stdout, /AWS_PROFILE was set to "other" after use/);
});

test('a profile that is gone or broken meanwhile, and odd times, keep nothing from being shown', async () => {
  const shell = (await json({ JPAWS_PROFILE: 'gone', JPAWS_EXPIRES: 'NaN', JPAWS_RENEW_AT: '9'.repeat(40) })).shell;
  assert.deepEqual(shell, {
    profile: 'gone',
    mode: 'keys',
    account: null,
    role: null,
    region: null,
    expiresAt: null,
    secondsLeft: null,
    renewAt: null,
    renewal: null,
    warnings: [],
  });
});

test('a profile of this shell that is broken meanwhile is shown without account and role', async () => {
  const files = { [CONFIG]: '[profile koa-dev-customer]\nsso_session = gone\n' };
  const { stdout, exitCode } = await runInMemory(memoryWorld({ env: ACTIVE, files }), 'status');
  assert.equal(exitCode, 0);
  assert.match(stdout, /^koa-dev-customer {2}eu-west-1 {2}52 min left\n/);
});
