import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosenSession } from '../../src/flows/choose-session.ts';
import { loadProfiles } from '../../src/flows/load-profiles.ts';
import { fails } from '../support/fails.ts';
import { memoryWorld, type MemoryWorld } from '../support/memory-world.ts';
import { CONFIG, HOWTO_CONFIG, LEGACY_CONFIG, START_URL } from '../support/sample-files.ts';

const NONE = { profile: undefined, session: undefined };
const BOTH = HOWTO_CONFIG + LEGACY_CONFIG;

const world = (config: string, env: Readonly<Record<string, string>> = {}): MemoryWorld =>
  memoryWorld({ env, files: { [CONFIG]: config } });
const chosen = async (memory: MemoryWorld, wish: { profile?: string; session?: string } = {}): Promise<string> =>
  (await chosenSession(memory.world, loadProfiles(memory.world), { ...NONE, ...wish })).session.name;

test('the session that is named, and that of a profile that is named, is taken', async () => {
  assert.equal(await chosen(world(BOTH), { session: 'koa-dev-customer' }), 'koa-dev-customer');
  assert.equal(await chosen(world(BOTH), { session: START_URL }), START_URL);
  assert.equal(await chosen(world(BOTH), { profile: 'old' }), START_URL);
});

test("without a name it is that of this shell's profile, then of AWS_PROFILE, then of AWS_DEFAULT_PROFILE", async () => {
  const env = { JPAWS_PROFILE: 'old', AWS_PROFILE: 'koa-dev-customer' };
  assert.equal(await chosen(world(BOTH, env)), START_URL);
  assert.equal(await chosen(world(BOTH, { ...env, JPAWS_PROFILE: '' })), 'koa-dev-customer');
  assert.equal(await chosen(world(BOTH, { AWS_DEFAULT_PROFILE: 'old' })), START_URL);
});

test('else it is the only one', async () => {
  assert.equal(await chosen(world(HOWTO_CONFIG)), 'koa-dev-customer');
});

test('of several one is chosen in a terminal; without one they are named', async () => {
  const memory = memoryWorld({ interactive: true, files: { [CONFIG]: BOTH } });
  memory.terminal.answers.push(START_URL);
  assert.equal(await chosen(memory), START_URL);
  const error = await fails(chosen(world(BOTH)), 'SESSION_NEEDED');
  assert.deepEqual(error.args.sessions, ['koa-dev-customer', START_URL]);
});

test('no session at all says how to set one up', async () => {
  assert.match((await fails(chosen(world('')), 'SESSION_NEEDED')).hint, /jpaws configure/);
});

test('an unknown session and an unknown profile are named', async () => {
  await fails(chosen(world(BOTH), { session: 'x' }), 'SESSION_UNKNOWN');
  const mistyped = await fails(chosen(world(BOTH), { session: 'koa-dev-custmer' }), 'SESSION_UNKNOWN');
  assert.deepEqual(mistyped.args.near, ['koa-dev-customer']);
  const error = await fails(chosen(world(BOTH), { profile: 'koa-dev-credentials' }), 'PROFILE_UNKNOWN');
  assert.deepEqual(error.args.near, ['koa-dev-customer']);
});

test('a broken session is named as broken', async () => {
  const memory = world('[sso-session s]\nsso_region = eu-west-1\n');
  await fails(chosen(memory, { session: 's' }), 'SESSION_INCOMPLETE');
});

test('endpoint settings of the first profile of the session hold for it', async () => {
  const memory = world(HOWTO_CONFIG.replace('output = json', 'endpoint_url = https://local.example'));
  const { settings } = await chosenSession(memory.world, loadProfiles(memory.world), {
    ...NONE,
    session: 'koa-dev-customer',
  });
  assert.equal(settings.value('endpoint_url'), 'https://local.example');
});
