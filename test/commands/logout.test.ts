import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseReply } from '../../src/shells/reply.ts';
import { memoryWorld } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';
import {
  AT,
  CONFIG,
  HOWTO_CONFIG,
  LEGACY_CONFIG,
  roleFile,
  roleText,
  tokenFile,
  tokenText,
} from '../support/sample-files.ts';

const ACTIVE = { JPAWS_PROFILE: 'koa-dev-customer', AWS_ACCESS_KEY_ID: 'ASIA', AWS_SSO_PROFILE: 'koa-dev-customer' };
const FILES = {
  [CONFIG]: HOWTO_CONFIG + LEGACY_CONFIG,
  [tokenFile()]: tokenText({ expiresAt: AT.fresh }),
  [roleFile()]: roleText(AT.fresh),
};

test('the session of this shell ends, and the shell is cleared', async () => {
  const memory = memoryWorld({ env: { ...ACTIVE, JPAWS_CONTRACT: '1' }, files: FILES });
  const { stdout, stderr } = await runInMemory(memory, 'logout');
  assert.deepEqual(parseReply(stdout), { unset: ['AWS_ACCESS_KEY_ID', 'AWS_SSO_PROFILE', 'JPAWS_PROFILE'], set: [] });
  assert.equal(stderr, 'Signed out of "koa-dev-customer".\n');
  assert.deepEqual([memory.files.texts.has(tokenFile()), memory.files.texts.has(roleFile())], [false, false]);
});

test('another session than that of the shell leaves the shell alone', async () => {
  const memory = memoryWorld({ env: { ...ACTIVE, JPAWS_CONTRACT: '1' }, files: FILES });
  assert.deepEqual(parseReply((await runInMemory(memory, 'logout', 'old')).stdout), {
    unset: ['JPAWS_CONTRACT'],
    set: [],
  });
});

test('--all ends every session and clears the shell', async () => {
  const memory = memoryWorld({ env: { ...ACTIVE, JPAWS_CONTRACT: '1' }, files: FILES });
  const { stdout, stderr } = await runInMemory(memory, 'logout', '--all');
  assert.ok(parseReply(stdout).unset.includes('AWS_ACCESS_KEY_ID'));
  assert.match(stderr, /Signed out of one session/);
});

test('without the integration it does its work, prints nothing on stdout and says what is still set', async () => {
  const memory = memoryWorld({ env: ACTIVE, files: FILES });
  const { stdout, stderr, exitCode } = await runInMemory(memory, 'logout');
  assert.deepEqual([stdout, exitCode, memory.files.texts.has(tokenFile())], ['', 0, false]);
  assert.match(stderr, /warning: the variables of "koa-dev-customer" are still set in this shell/);
});

test('an integration of another version is told before anything is done', async () => {
  const memory = memoryWorld({ env: { ...ACTIVE, JPAWS_CONTRACT: '2' }, files: FILES });
  assert.equal((await runInMemory(memory, 'logout')).exitCode, 3);
  assert.deepEqual([memory.services.calls, memory.files.removed], [[], []]);
});
