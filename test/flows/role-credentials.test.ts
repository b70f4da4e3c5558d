import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../src/domain/secret.ts';
import { contextOf } from '../../src/flows/profile-context.ts';
import { loadProfiles } from '../../src/flows/load-profiles.ts';
import { roleCredentials } from '../../src/flows/role-credentials.ts';
import { fails } from '../support/fails.ts';
import { memoryWorld, networkDown, refusal, type MemoryWorld } from '../support/memory-world.ts';
import { AT, CONFIG, HOWTO_CONFIG, roleFile, roleText, tokenFile, tokenText } from '../support/sample-files.ts';

const LIVE = tokenText({ expiresAt: AT.fresh, refreshToken: 'SECRET-refresh-old' });

function person(files: Readonly<Record<string, string>>, interactive = false): MemoryWorld {
  const memory = memoryWorld({ interactive, files: { [CONFIG]: HOWTO_CONFIG, ...files }, env: { DISPLAY: ':0' } });
  memory.browser.onOpen = () => memory.callback.comesBack({ code: new Secret('code') });
  return memory;
}

/** The access key that comes out. */
async function keyOf(memory: MemoryWorld, more: { isForced?: boolean; maySignIn?: boolean } = {}): Promise<string> {
  const profiles = loadProfiles(memory.world);
  const profile = profiles.find('koa-dev-customer') ?? assert.fail('no profile');
  const context = contextOf(profiles, profile);
  const request = { profile, context, isForced: false, maySignIn: true, ...more };
  return (await roleCredentials(memory.world, request)).accessKeyId;
}

const names = (memory: MemoryWorld): string[] => memory.services.calls.map(({ name }) => name);

test('cached credentials with more than 15 minutes are used: no request, and not even the token is read', async () => {
  const memory = person({ [roleFile()]: roleText(AT.fresh) });
  assert.equal(await keyOf(memory), 'ASIAOLD');
  assert.deepEqual(memory.services.calls, []);
  assert.ok(!memory.files.reads.includes(tokenFile()));
  assert.ok(memory.files.reads.includes(roleFile()), 'the control is read');
});

test('a live token makes one call, and the answer lands in the cache of the AWS CLI', async () => {
  const memory = person({ [tokenFile()]: LIVE });
  assert.equal(await keyOf(memory), 'ASIA1');
  assert.deepEqual(names(memory), ['getRoleCredentials']);
  assert.equal(
    memory.files.texts.get(roleFile()),
    '{"ProviderType": "sso", "Credentials": {"AccessKeyId": "ASIA1", "SecretAccessKey": "SECRET-key-1", ' +
      '"SessionToken": "SECRET-session-1", "Expiration": "2026-11-23T13:00:00Z", "AccountId": "931827427725"}}',
  );
});

test('a call is made for the account and role of the profile, to the region of the session', async () => {
  const memory = person({ [tokenFile()]: LIVE });
  await keyOf(memory);
  const [at, token, role] = memory.services.named('getRoleCredentials')[0]?.args ?? [];
  assert.deepEqual(at, { region: 'eu-west-1', useDualstack: false, useFips: false });
  assert.equal((token as { reveal(): string }).reveal(), 'SECRET-access-old');
  assert.deepEqual(role, { accountId: '931827427725', roleName: 'idp_customer_access' });
});

test('a dead token is refreshed, then one call is made', async () => {
  const memory = person({ [tokenFile()]: tokenText({ expiresAt: AT.past, refreshToken: 'r' }) });
  await keyOf(memory);
  assert.deepEqual(names(memory), ['createToken', 'getRoleCredentials']);
});

test('force takes new ones although the cached ones are fresh, and never falls back to them', async () => {
  const memory = person({ [tokenFile()]: LIVE, [roleFile()]: roleText(AT.fresh) });
  assert.equal(await keyOf(memory, { isForced: true }), 'ASIA1');
  memory.services.next('getRoleCredentials', networkDown());
  await fails(keyOf(memory, { isForced: true }), 'NETWORK_FAILED');
});

test('a damaged or foreign file in the cache is named and replaced', async () => {
  for (const text of ['{', '{"ProviderType": "assume-role"}', roleText('soon')]) {
    const memory = person({ [tokenFile()]: LIVE, [roleFile()]: text });
    assert.equal(await keyOf(memory), 'ASIA1');
    assert.match(memory.terminal.warned.join(), /damaged/);
    assert.match(memory.files.texts.get(roleFile()) ?? '', /ASIA1/);
  }
});

test('credentials that cannot be stored are used all the same', async () => {
  const memory = person({ [tokenFile()]: LIVE });
  memory.files.isReadOnly = true;
  assert.equal(await keyOf(memory), 'ASIA1');
  assert.match(memory.terminal.warned.join(), /this call only/);
});

test('credentials that still live outlast a failing network, trouble of the service and a missing sign-in', async () => {
  for (const failure of [networkDown(), refusal('InternalException', 503), refusal('TooManyRequestsException', 429)]) {
    const memory = person({ [tokenFile()]: LIVE, [roleFile()]: roleText(AT.soon) });
    memory.services.next('getRoleCredentials', failure);
    assert.equal(await keyOf(memory), 'ASIAOLD');
    assert.match(memory.terminal.warned.join(), /cached ones are used/);
  }
  const signedOut = person({ [roleFile()]: roleText(AT.soon) });
  assert.equal(await keyOf(signedOut), 'ASIAOLD');
  assert.match(signedOut.terminal.warned.join(), /needs a sign-in/);
});

test('a role that was taken away is an error even while its credentials live', async () => {
  const memory = person({ [tokenFile()]: LIVE, [roleFile()]: roleText(AT.soon) });
  memory.services.next('getRoleCredentials', refusal('ForbiddenException', 403));
  await fails(keyOf(memory), 'ROLE_NOT_ASSIGNED');
});

test('dead credentials and no network are an error', async () => {
  const memory = person({ [tokenFile()]: LIVE, [roleFile()]: roleText(AT.past) });
  memory.services.next('getRoleCredentials', networkDown());
  await fails(keyOf(memory), 'NETWORK_FAILED');
});

for (const status of [403, 404]) {
  test(`status ${status} says that the role is not assigned`, async () => {
    const memory = person({ [tokenFile()]: LIVE });
    memory.services.next('getRoleCredentials', refusal('ForbiddenException', status));
    const error = await fails(keyOf(memory), 'ROLE_NOT_ASSIGNED');
    assert.match(error.message, /idp_customer_access.*931827427725/);
  });
}

test('a wrong clock is told as that, not as a missing role or a dead session', async () => {
  for (const status of [401, 403]) {
    const memory = person({ [tokenFile()]: LIVE });
    memory.services.next('getRoleCredentials', refusal('ForbiddenException', status, { clockSkewSeconds: 1000 }));
    const error = await fails(keyOf(memory), 'SERVICE_REFUSED');
    assert.match(error.hint, /clock/);
    assert.deepEqual(names(memory), ['getRoleCredentials']);
  }
});

test('a token that the service no longer takes is refreshed once', async () => {
  const memory = person({ [tokenFile()]: LIVE });
  memory.services.next('getRoleCredentials', refusal('UnauthorizedException', 401));
  await keyOf(memory);
  assert.deepEqual(names(memory), ['getRoleCredentials', 'createToken', 'getRoleCredentials']);
});

test('when the refresh is refused too, nobody warns about a token that is used to its end: a sign-in is needed', async () => {
  const memory = person({ [tokenFile()]: LIVE });
  memory.services.next('getRoleCredentials', refusal('UnauthorizedException', 401));
  memory.services.next('createToken', refusal('InvalidGrantException'));
  const error = await fails(keyOf(memory), 'SIGN_IN_NEEDED');
  assert.match(error.message, /can no longer be renewed/);
  // The token still shows time left: without --force the login would say that there is nothing to do.
  assert.match(error.hint, /jpaws login --session koa-dev-customer --force$/);
  assert.deepEqual(memory.terminal.warned, []);
});

test('when the refreshed token is refused too, a sign-in is needed, and nothing goes in a circle', async () => {
  const memory = person({ [tokenFile()]: LIVE });
  const no = refusal('UnauthorizedException', 401);
  memory.services.next('getRoleCredentials', no, no, no, no);
  await fails(keyOf(memory), 'SIGN_IN_NEEDED');
  assert.deepEqual(names(memory), ['getRoleCredentials', 'createToken', 'getRoleCredentials']);
});

test('in a terminal the sign-in is done on the way, although the refused token shows time left', async () => {
  const memory = person({ [tokenFile()]: tokenText({ expiresAt: AT.fresh }) }, true);
  memory.services.next('getRoleCredentials', refusal('UnauthorizedException', 401));
  await keyOf(memory);
  assert.equal(memory.browser.opened.length, 1);
  assert.equal(names(memory).at(-1), 'getRoleCredentials');
  assert.match(memory.terminal.said.join('\n'), /needs a sign-in: the service no longer takes/);
});

test('a new sign-in that the service does not take either is an error', async () => {
  const memory = person({ [tokenFile()]: tokenText({ expiresAt: AT.fresh }) }, true);
  const no = refusal('UnauthorizedException', 401);
  memory.services.next('getRoleCredentials', no, no);
  await fails(keyOf(memory), 'SERVICE_REFUSED');
  assert.equal(memory.browser.opened.length, 1);
});

test('a sign-in that another process has just done is used: no second browser', async () => {
  const memory = person({ [tokenFile()]: tokenText({ expiresAt: AT.past }) }, true);
  memory.files.afterRead = (path) => {
    if (path === tokenFile()) memory.files.texts.set(path, LIVE.replace('SECRET-access-old', 'SECRET-of-other'));
  };
  await keyOf(memory);
  assert.deepEqual(memory.browser.opened, []);
  assert.deepEqual(names(memory), ['getRoleCredentials']);
});

test('ten at once sign in once', async () => {
  const memory = person({}, true);
  const keys = await Promise.all(Array.from({ length: 10 }, () => keyOf(memory)));
  assert.equal(keys.length, 10);
  assert.equal(memory.browser.opened.length, 1);
});

test('without a terminal, and with --no-login, no sign-in is started', async () => {
  for (const [interactive, maySignIn] of [
    [false, true],
    [true, false],
  ] as const) {
    const memory = person({}, interactive);
    const error = await fails(keyOf(memory, { maySignIn }), 'SIGN_IN_NEEDED');
    assert.match(error.hint, /jpaws login --session koa-dev-customer/);
    assert.deepEqual([memory.services.calls, memory.browser.opened], [[], []]);
  }
});
