import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instantFromText } from '../../src/domain/date-text.ts';
import { Secret } from '../../src/domain/secret.ts';
import { instant, minutes, seconds } from '../../src/domain/units.ts';
import { parseReply } from '../../src/shells/reply.ts';
import { memoryWorld, networkDown, refusal, type MemoryWorld } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';
import {
  AT,
  CONFIG,
  HOWTO_CONFIG,
  roleFile,
  roleText,
  START_URL,
  tokenFile,
  tokenText,
} from '../support/sample-files.ts';

const PROFILE = 'koa-dev-customer';
const secondsOf = (text: string): number => (instantFromText(text) ?? assert.fail(text)) / 1000;
const NOON = secondsOf('2026-11-23T12:00:00Z');

const KEYS = {
  AWS_ACCESS_KEY_ID: 'ASIAOLD',
  AWS_SECRET_ACCESS_KEY: 'SECRET-key-old',
  AWS_SESSION_TOKEN: 'SECRET-session-old',
  AWS_CREDENTIAL_EXPIRATION: '2026-11-23T12:10:00+00:00',
  AWS_SSO_PROFILE: PROFILE,
};
/** A shell whose keys end in ten minutes. */
const TIMES = {
  JPAWS_PROFILE: PROFILE,
  JPAWS_IDENTITY: '931827427725/idp_customer_access',
  JPAWS_EXPIRES: String(secondsOf(AT.soon)),
  JPAWS_RENEW_AT: String(secondsOf(AT.soon) - 900),
};
const SHELL = {
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  ...KEYS,
  ...TIMES,
  JPAWS_IDENTITY: '931827427725/idp_customer_access/ASIAOLD',
};

const refreshable = tokenText({ expiresAt: AT.past, refreshToken: 'SECRET-refresh' });

interface Case {
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

const shell = ({ env = SHELL, files = {} }: Case = {}): MemoryWorld =>
  memoryWorld({
    interactive: true,
    env: { JPAWS_CONTRACT: '1', ...env },
    files: { [CONFIG]: HOWTO_CONFIG, [roleFile()]: roleText(AT.soon), [tokenFile()]: refreshable, ...files },
  });

interface Renewed {
  readonly set: Readonly<Record<string, string>>;
  readonly unset: readonly string[];
  readonly stderr: string;
}

async function renew(memory: MemoryWorld): Promise<Renewed> {
  const { stdout, stderr, exitCode } = await runInMemory(memory, '__renew');
  assert.equal(exitCode, 0, stderr);
  const { set, unset } = parseReply(stdout);
  assert.doesNotMatch(stderr, /SECRET/);
  assert.deepEqual([memory.terminal.asked, memory.browser.opened], [[], []]);
  return { set: Object.fromEntries(set), unset, stderr };
}

test('with no profile active nothing is changed, and a stray time goes', async () => {
  const idle = { set: {}, unset: ['JPAWS_CONTRACT'], stderr: '' };
  assert.deepEqual(await renew(shell({ env: {} })), idle);
  assert.deepEqual(await renew(shell({ env: { JPAWS_RENEW_AT: '5' } })), { ...idle, unset: ['JPAWS_RENEW_AT'] });
});

test('the token is refreshed, and the new keys take the place of the old ones without a word', async () => {
  const memory = shell();
  const { set, unset, stderr } = await renew(memory);
  assert.equal(stderr, '');
  assert.deepEqual(unset, []);
  assert.deepEqual(set, {
    AWS_ACCESS_KEY_ID: 'ASIA2',
    AWS_SECRET_ACCESS_KEY: 'SECRET-key-2',
    AWS_SESSION_TOKEN: 'SECRET-session-2',
    AWS_CREDENTIAL_EXPIRATION: '2026-11-23T13:00:00+00:00',
    JPAWS_IDENTITY: '931827427725/idp_customer_access/ASIA2',
    JPAWS_EXPIRES: String(NOON + 3600),
    JPAWS_RENEW_AT: String(NOON + 2700),
  });
  assert.deepEqual(
    memory.services.grants.map(({ grantType }) => grantType),
    ['refresh_token'],
  );
  assert.match(memory.files.texts.get(tokenFile()) ?? '', /SECRET-access-/);
  assert.match(memory.files.texts.get(roleFile()) ?? '', /ASIA2/);
});

test('what another shell has renewed is taken from the cache: no request, no second process', async () => {
  const memory = shell({ files: { [roleFile()]: roleText(AT.fresh).replace('ASIAOLD', 'ASIANEW') } });
  const { set, stderr } = await renew(memory);
  assert.deepEqual([set['AWS_ACCESS_KEY_ID'], stderr], ['ASIANEW', '']);
  assert.deepEqual([memory.services.calls, memory.background.runs], [[], []]);
});

test('in the mode profile only the times move', async () => {
  const { set } = await renew(shell({ env: { ...TIMES, AWS_PROFILE: PROFILE } }));
  assert.deepEqual(set, { JPAWS_EXPIRES: String(NOON + 3600), JPAWS_RENEW_AT: String(NOON + 2700) });
});

const GONE_ON: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'another AWS_PROFILE in the mode profile': { ...TIMES, AWS_PROFILE: 'other' },
  'the keys unset': TIMES,
  'keys without a session token': { ...SHELL, AWS_ACCESS_KEY_ID: 'AKIAMINE', AWS_SESSION_TOKEN: '' },
};
for (const [name, env] of Object.entries(GONE_ON)) {
  test(`what the person did since is not undone: ${name}`, async () => {
    const memory = shell({ env });
    assert.deepEqual(await renew(memory), { set: {}, unset: ['JPAWS_RENEW_AT'], stderr: '' });
    assert.deepEqual(memory.services.calls, []);
  });
}

const PASTED = { AWS_ACCESS_KEY_ID: 'ASIAPASTED', AWS_SECRET_ACCESS_KEY: 's', AWS_SESSION_TOKEN: 't' };
const FOREIGN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'pasted keys, beside the end of the old ones': { ...SHELL, ...PASTED },
  'pasted keys alone': { ...SHELL, ...PASTED, AWS_CREDENTIAL_EXPIRATION: '' },
  'keys of another tool with an end of their own': {
    ...SHELL,
    ...PASTED,
    AWS_CREDENTIAL_EXPIRATION: '2026-11-23T18:00:00+00:00',
  },
  'pasted keys in the mode profile': { ...TIMES, AWS_PROFILE: PROFILE, ...PASTED },
  'the keys of another profile': { ...SHELL, AWS_SSO_PROFILE: 'other' },
};
for (const [name, env] of Object.entries(FOREIGN)) {
  for (const cache of ['as it was', 'renewed by another shell', 'gone']) {
    test(`keys of others are not replaced, which is said: ${name}, the cache ${cache}`, async () => {
      const memory = shell({ env });
      if (cache === 'gone') memory.files.texts.delete(roleFile());
      if (cache === 'renewed by another shell') memory.files.texts.set(roleFile(), roleText(AT.fresh));
      const { set, unset, stderr } = await renew(memory);
      assert.deepEqual({ set, unset }, { set: {}, unset: ['JPAWS_RENEW_AT'] });
      assert.match(stderr, /^koa-dev-customer: not renewed any more: the keys .*; run: jpaws use koa-dev-customer\n$/);
      assert.deepEqual(memory.services.calls, []);
    });
  }
}

test('own keys are renewed although another shell got others with the same end', async () => {
  const { set } = await renew(shell({ files: { [roleFile()]: roleText(AT.soon).replace('ASIAOLD', 'ASIATWIN') } }));
  assert.equal(set['AWS_ACCESS_KEY_ID'], 'ASIA2');
});

test('keys of a role that the profile no longer has are left, and the person is told', async () => {
  const memory = shell({ files: { [CONFIG]: HOWTO_CONFIG.replace('931827427725', '404418236215') } });
  const { set, unset, stderr } = await renew(memory);
  assert.deepEqual({ set, unset }, { set: {}, unset: ['JPAWS_RENEW_AT'] });
  assert.match(stderr, /it is now idp_customer_access in 404418236215; run: jpaws use koa-dev-customer$/m);
  assert.deepEqual(memory.services.calls, []);
});

test('what the second process would warn a person of is said, once', async () => {
  const memory = shell();
  memory.files.isReadOnly = true;
  const { set, stderr } = await renew(memory);
  assert.equal(set['AWS_ACCESS_KEY_ID'], 'ASIA2');
  assert.match(stderr, /^koa-dev-customer: .*used for this call only\n$/);
});

test('a damaged file of the sign-in is named', async () => {
  const { stderr } = await renew(shell({ files: { [tokenFile()]: '{' } }));
  assert.match(stderr, /nobody has signed in yet; .*json is damaged or of another program; it will be replaced; run: /);
});

test('a session that is signed out while the keys are fetched gives none, and keeps none', async () => {
  const memory = shell();
  memory.services.next('getRoleCredentials', () => {
    memory.files.texts.delete(tokenFile());
    memory.files.texts.delete(roleFile());
    const [secretAccessKey, sessionToken] = [new Secret('SECRET-key-late'), new Secret('SECRET-session-late')];
    return { accessKeyId: 'ASIALATE', secretAccessKey, sessionToken, expiration: instant((NOON + 3600) * 1000) };
  });
  const { set, stderr } = await renew(memory);
  assert.equal(set['AWS_ACCESS_KEY_ID'], undefined);
  assert.match(stderr, /needs a sign-in: the session was signed out; run: jpaws use koa-dev-customer$/m);
  assert.equal(memory.files.texts.get(roleFile()), undefined);
});

test('AWS_PROFILE that was set beside the keys stays, and the keys are renewed', async () => {
  const { set, unset } = await renew(shell({ env: { ...SHELL, AWS_PROFILE: 'other' } }));
  assert.deepEqual([set['AWS_ACCESS_KEY_ID'], set['AWS_PROFILE'], unset], ['ASIA2', undefined, []]);
});

interface Failing extends Case {
  readonly says: RegExp;
  readonly arrange?: (memory: MemoryWorld) => void;
}

const FAILING: Readonly<Record<string, Failing>> = {
  'the network is down': {
    says: /cannot reach oidc\.eu-west-1\.amazonaws\.com: no route; check the network$/,
    arrange: ({ services }) => services.next('createToken', networkDown),
  },
  'the sign-in can no longer be renewed': {
    says: /needs a sign-in: the last one can no longer be renewed; run: jpaws use koa-dev-customer$/,
    arrange: ({ services }) => services.next('createToken', refusal('InvalidGrantException')),
  },
  'the service is throttled at the refresh': {
    says: /status 429 .*: wait a minute and try again$/,
    arrange: ({ services }) => services.next('createToken', refusal('TooManyRequestsException', 429)),
  },
  "this machine's clock is ahead": {
    says: /by this machine's clock the new credentials have ended already .*; set the clock right/,
    arrange: ({ services }) => void (services.roleLife = minutes(-5)),
  },
  'nobody has signed in': {
    says: /needs a sign-in: nobody has signed in yet; run: jpaws use koa-dev-customer$/,
    arrange: ({ files }) => void files.texts.delete(tokenFile()),
  },
  'the sign-in has expired': {
    says: /needs a sign-in: the last one has expired; run: jpaws use/,
    files: { [tokenFile()]: tokenText({ expiresAt: AT.past }) },
  },
  'the role was taken away': {
    says: /you do not have the role "idp_customer_access"/,
    arrange: ({ services }) => services.next('getRoleCredentials', refusal('ForbiddenException', 403)),
  },
  'the service has trouble': {
    says: /status 500/,
    arrange: ({ services }) => services.next('getRoleCredentials', refusal('InternalServerException', 500)),
  },
  'the profile is gone': { says: /there is no profile "koa-dev-customer"/, files: { [CONFIG]: '' } },
  'the config is broken': { says: /config, line 1/, files: { [CONFIG]: `[profile\n${START_URL}` } },
  'no answer comes in time': {
    says: /no answer came within 3 seconds; it is tried again later, or now with: jpaws use koa-dev-customer$/,
    arrange: ({ background }) => background.endsAs(undefined),
  },
  'the attempt crashes': {
    says: /the attempt ended with status 70; /,
    arrange: ({ background }) => background.endsAs({ status: 70, stdout: '', stderr: '' }),
  },
  'the attempt answers nonsense': {
    says: /the attempt ended with status 0; /,
    arrange: ({ background }) => background.endsAs({ status: 0, stdout: '{"refused": 1}', stderr: '' }),
  },
};
for (const [name, { says, files, arrange }] of Object.entries(FAILING)) {
  test(`${name}: the shell keeps what it has, one line says so, and the next attempt comes a minute later`, async () => {
    const memory = shell(files === undefined ? {} : { files });
    arrange?.(memory);
    const { set, unset, stderr } = await renew(memory);
    assert.deepEqual({ set, unset }, { set: { JPAWS_RENEW_AT: String(NOON + 60) }, unset: [] });
    assert.match(stderr, /^koa-dev-customer: not renewed, 10 min left: [^\n]+\n$/);
    assert.match(stderr.trimEnd(), says);
  });

  test(`${name}: the second time nothing is said, and the next attempt comes five minutes later`, async () => {
    const memory = shell({
      env: { ...SHELL, JPAWS_RENEW_AT: String(NOON) },
      ...(files === undefined ? {} : { files }),
    });
    arrange?.(memory);
    const { set, stderr } = await renew(memory);
    assert.deepEqual([set, stderr], [{ JPAWS_RENEW_AT: String(NOON + 300) }, '']);
  });
}

test('attempts that follow each other say one line in all, until a renewal succeeds', async () => {
  const memory = shell();
  memory.background.endsAs(undefined);
  const lines: string[] = [];
  const waits: number[] = [];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const { set, stderr } = await renew(memory);
    lines.push(stderr);
    waits.push(Number(set['JPAWS_RENEW_AT']) - memory.clock.now() / 1000);
    Object.assign(memory.env, set);
    memory.clock.pass(seconds(waits.at(-1) ?? 0));
  }
  assert.deepEqual(waits, [60, 300, 300, 300, 300]);
  assert.equal(lines.filter((line) => line !== '').length, 1);
  memory.files.texts.set(roleFile(), roleText('2026-11-23T14:00:00Z'));
  Object.assign(memory.env, (await renew(memory)).set);
  memory.clock.pass(minutes(90));
  assert.match((await renew(memory)).stderr, /not renewed/);
});

test('a first failure is told also for credentials whose whole life is short', async () => {
  const end = NOON + 120;
  const memory = shell({ env: { ...SHELL, JPAWS_EXPIRES: String(end), JPAWS_RENEW_AT: String(end - 120) } });
  memory.env['AWS_CREDENTIAL_EXPIRATION'] = '2026-11-23T12:02:00+00:00';
  memory.files.texts.delete(roleFile());
  memory.background.endsAs(undefined);
  const first = await renew(memory);
  assert.match(first.stderr, /2 min left/);
  Object.assign(memory.env, first.set);
  memory.clock.pass(seconds(60));
  assert.equal((await renew(memory)).stderr, '');
});

test('Ctrl-C is a failure of its own: nothing is answered', async () => {
  const { JpawsError } = await import('../../src/domain/errors.ts');
  const memory = shell();
  memory.background.run = async () => {
    throw new JpawsError('INTERRUPTED', {});
  };
  const { stdout, exitCode } = await runInMemory(memory, '__renew');
  assert.deepEqual([stdout, exitCode], ['', 130]);
});
