import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadProfiles } from '../../src/flows/load-profiles.ts';
import { sessionToken } from '../../src/flows/session-token.ts';
import { signOut, signOutEverywhere } from '../../src/flows/sign-out.ts';
import { memoryWorld, networkDown, refusal, type MemoryWorld } from '../support/memory-world.ts';
import { LEGACY, SESSION } from '../support/sample-context.ts';
import {
  AT,
  CONFIG,
  HOWTO_CONFIG,
  LEGACY_CONFIG,
  roleFile,
  roleText,
  START_URL,
  tokenFile,
  tokenText,
} from '../support/sample-files.ts';

const REGISTRATION = tokenFile('a registration');
const FOREIGN_ROLE = roleFile('of a role');

function signedIn(more: Readonly<Record<string, string>> = {}): MemoryWorld {
  return memoryWorld({
    files: {
      [CONFIG]: HOWTO_CONFIG + LEGACY_CONFIG,
      [tokenFile()]: tokenText({ expiresAt: AT.fresh, refreshToken: 'SECRET-refresh-old' }),
      [tokenFile(START_URL)]: tokenText({ expiresAt: AT.fresh }),
      [REGISTRATION]: '{"clientId": "c", "clientSecret": "s", "expiresAt": "2027-01-01T00:00:00Z"}',
      [roleFile()]: roleText(AT.fresh),
      [FOREIGN_ROLE]: '{"ProviderType": "assume-role"}',
      ...more,
    },
  });
}

const out = (memory: MemoryWorld, context = SESSION) => signOut(memory.world, loadProfiles(memory.world), context);
const everywhere = (memory: MemoryWorld) => signOutEverywhere(memory.world, loadProfiles(memory.world));

test('a session is ended at the service, then its token and role credentials go; all else stays', async () => {
  const memory = signedIn();
  const { message, profiles } = await out(memory);
  assert.equal(message, 'Signed out of "koa-dev-customer".');
  assert.deepEqual(profiles, ['koa-dev-customer']);
  assert.deepEqual(
    memory.services.calls.map(({ name }) => name),
    ['logout'],
  );
  assert.deepEqual(memory.files.removed, [tokenFile(), roleFile()]);
  for (const stays of [tokenFile(START_URL), REGISTRATION, FOREIGN_ROLE, CONFIG])
    assert.ok(memory.files.texts.has(stays), stays);
});

test('a legacy session goes by its start URL', async () => {
  const memory = signedIn();
  assert.deepEqual((await out(memory, LEGACY)).profiles, ['old']);
  assert.equal(memory.files.texts.has(tokenFile(START_URL)), false);
  assert.ok(memory.files.texts.has(tokenFile()));
});

test('who was not signed in is told so', async () => {
  const memory = signedIn();
  memory.files.texts.delete(tokenFile());
  assert.equal((await out(memory)).message, '"koa-dev-customer" was not signed in.');
  assert.deepEqual(memory.services.calls, []);
});

test('an expired token goes without a call', async () => {
  const memory = signedIn({ [tokenFile()]: tokenText({ expiresAt: AT.past }) });
  await out(memory);
  assert.deepEqual([memory.services.calls, memory.files.texts.has(tokenFile())], [[], false]);
});

test('a damaged token file of the session goes', async () => {
  const memory = signedIn({ [tokenFile()]: '{"acc' });
  await out(memory);
  assert.equal(memory.files.texts.has(tokenFile()), false);
});

test('when the service cannot be told, the files go all the same, with a warning', async () => {
  for (const failure of [networkDown(), refusal('InternalException', 500)]) {
    const memory = signedIn();
    memory.services.next('logout', failure);
    await out(memory);
    assert.equal(memory.files.texts.has(tokenFile()), false);
    assert.match(memory.terminal.warned.join(), /the service was not told/);
  }
});

test('a session that the service had ended already needs no warning', async () => {
  const memory = signedIn();
  memory.services.next('logout', refusal('UnauthorizedException', 401));
  await out(memory);
  assert.deepEqual(memory.terminal.warned, []);
});

test('a logout waits for a refresh that is under way, and is not undone by it', async () => {
  const memory = signedIn({ [tokenFile()]: tokenText({ expiresAt: AT.past, refreshToken: 'r' }) });
  await Promise.all([sessionToken(memory.world, SESSION), Promise.resolve().then(() => out(memory))]);
  assert.equal(memory.files.texts.has(tokenFile()), false);
  assert.deepEqual(
    memory.services.calls.map(({ name }) => name),
    ['createToken', 'logout'],
  );
});

test('everywhere: all tokens go, and of the role credentials only those of IAM Identity Center', async () => {
  const memory = signedIn({ [`${tokenFile().slice(0, -45)}notes.txt`]: 'mine' });
  const { message, profiles } = await everywhere(memory);
  assert.equal(message, 'Signed out of 2 sessions.');
  assert.deepEqual(profiles, ['koa-dev-customer', 'old']);
  assert.equal(memory.services.named('logout').length, 2);
  assert.deepEqual(new Set(memory.files.removed), new Set([tokenFile(), tokenFile(START_URL), roleFile()]));
});

test('everywhere: what is no token is not ours', async () => {
  const memory = memoryWorld({ files: { [REGISTRATION]: 'x', [tokenFile()]: '{"acc', [FOREIGN_ROLE]: '[]' } });
  assert.equal((await everywhere(memory)).message, 'Signed out of 0 sessions.');
  assert.deepEqual(memory.files.removed, []);
});

test('everywhere: a token of a strange region goes without being sent anywhere', async () => {
  const text = tokenText({ expiresAt: AT.fresh }).replace('"eu-west-1"', '"evil.example/"');
  const memory = memoryWorld({ files: { [tokenFile()]: text } });
  await everywhere(memory);
  assert.deepEqual([memory.services.calls, memory.files.removed], [[], [tokenFile()]]);
});

test('files that cannot be read keep nothing from being signed out of', async () => {
  const memory = signedIn();
  memory.files.unreadable.add(roleFile());
  memory.files.unreadable.add(tokenFile());
  assert.equal((await everywhere(memory)).message, 'Signed out of one session.');
  assert.deepEqual(memory.files.removed, [tokenFile(START_URL)]);
});
