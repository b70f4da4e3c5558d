import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../src/domain/secret.ts';
import { loadProfiles } from '../../src/flows/load-profiles.ts';
import { useProfile, type UseRequest } from '../../src/flows/use-profile.ts';
import { fails } from '../support/fails.ts';
import { memoryWorld, refusal, type MemoryWorld } from '../support/memory-world.ts';
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

interface Person {
  readonly config?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly interactive?: boolean;
  readonly answers?: readonly (string | boolean)[];
}

function person({ config = HOWTO_CONFIG, files = {}, interactive = false, answers = [] }: Person = {}): MemoryWorld {
  const memory = memoryWorld({ interactive, env: { DISPLAY: ':0' }, files: { [CONFIG]: config, ...files } });
  memory.browser.onOpen = () => memory.callback.comesBack({ code: new Secret('SECRET-code') });
  memory.terminal.answers.push(...answers);
  return memory;
}

const uses = (memory: MemoryWorld, profile: string, more: Partial<UseRequest> = {}) =>
  useProfile(memory.world, loadProfiles(memory.world), {
    profile,
    mode: 'keys',
    region: undefined,
    maySignIn: true,
    isForced: false,
    ...more,
  });

const cached = { [roleFile()]: roleText(AT.fresh) };

test('a cached profile is used without a request', async () => {
  const memory = person({ files: cached });
  const { plan, region, credentials } = await uses(memory, 'koa-dev-customer');
  assert.equal(region, 'eu-west-1');
  assert.equal(credentials.accessKeyId, 'ASIAOLD');
  assert.ok(plan.change.set.some(([name, value]) => name === 'AWS_ACCESS_KEY_ID' && value === 'ASIAOLD'));
  assert.deepEqual(memory.services.calls, []);
});

test('a region that is given comes before that of the profile', async () => {
  assert.equal(
    (await uses(person({ files: cached }), 'koa-dev-customer', { region: 'us-east-1' })).region,
    'us-east-1',
  );
});

const OTHER = HOWTO_CONFIG.replaceAll(START_URL, 'https://other.awsapps.com/start');

test('without a terminal an unknown name is an error that names the near ones, and sends nothing', async () => {
  const memory = person();
  const error = await fails(uses(memory, 'koa-dev-credentials'), 'PROFILE_UNKNOWN');
  assert.match(error.message, /"koa-dev-credentials" in .*config; did you mean koa-dev-customer\?/);
  assert.deepEqual(memory.services.calls, []);
});

test('koa-dev-credentials offers koa-dev-customer also to a person without any config', async () => {
  for (const more of [{}, { maySignIn: false }]) {
    const error = await fails(uses(person({ config: '' }), 'koa-dev-credentials', more), 'PROFILE_UNKNOWN');
    assert.deepEqual(error.args.near, ['koa-dev-customer']);
  }
});

test('with a config of another organisation the template is not offered', async () => {
  const config = OTHER.replaceAll('koa-dev-customer', 'something-else');
  assert.deepEqual((await fails(uses(person({ config }), 'koa-dev-credentials'), 'PROFILE_UNKNOWN')).args.near, []);
});

test('another organisation counts also where its session or profile is not complete', async () => {
  const url = 'sso_start_url = https://other.awsapps.com/start\n';
  for (const config of [`[sso-session other]\n${url}`, `[profile x]\n${url}sso_region = us-east-1\n`]) {
    const memory = person({ interactive: true, config });
    await fails(uses(memory, 'koa-dev-customer'), 'PROFILE_UNKNOWN');
    assert.deepEqual([memory.terminal.asked, memory.browser.opened], [[], []]);
  }
});

test('in a terminal the near names are offered, and the chosen one is used', async () => {
  const memory = person({ interactive: true, files: cached, answers: ['koa-dev-customer'] });
  const { profile } = await uses(memory, 'koa-dev-credentials');
  assert.equal(profile.name, 'koa-dev-customer');
  assert.deepEqual(memory.terminal.asked[0]?.offers, [
    'koa-dev-customer',
    'none of these, "koa-dev-credentials" is right',
  ]);
});

test('with --no-login nobody is asked', async () => {
  const memory = person({ interactive: true });
  await fails(uses(memory, 'koa-dev-credentials', { maySignIn: false }), 'PROFILE_UNKNOWN');
  assert.deepEqual(memory.terminal.asked, []);
});

test('a name that does not fit the template is an error: no sign-in page is opened', async () => {
  const memory = person({ interactive: true, config: '', answers: ['none of these, "koa-dev-credentials" is right'] });
  await fails(uses(memory, 'koa-dev-credentials'), 'PROFILE_UNKNOWN');
  await fails(uses(memory, 'zzz'), 'PROFILE_UNKNOWN');
  assert.deepEqual([memory.browser.opened, memory.services.calls, memory.files.written], [[], [], []]);
});

test('a config that names another organisation is never set up from the preset', async () => {
  const memory = person({ interactive: true, config: OTHER.replaceAll('koa-dev-customer', 'other') });
  await fails(uses(memory, 'koa-dev-customer'), 'PROFILE_UNKNOWN');
  assert.deepEqual([memory.terminal.asked, memory.browser.opened], [[], []]);
});

test('a name that fits the template is set up after a yes, with the start URL shown, and gets exactly the lines of the how-to', async () => {
  const memory = person({ interactive: true, config: '', answers: [true] });
  const { profile } = await uses(memory, 'koa-dev-customer');
  assert.match(memory.terminal.asked[0]?.question ?? '', new RegExp(START_URL));
  assert.equal(profile.accountId, '931827427725');
  assert.equal(memory.files.texts.get(CONFIG), HOWTO_CONFIG);
  assert.match(memory.terminal.said.join('\n'), /Added "koa-dev-customer"/);
});

test('an account name with blanks and capitals makes a profile by the template', async () => {
  const memory = person({ interactive: true, config: '', answers: [true] });
  assert.equal((await uses(memory, 'koa-prod-customer')).profile.accountId, '222222222222');
});

test('an existing session of the organisation serves the new profile, which is said', async () => {
  const memory = person({
    interactive: true,
    files: { [tokenFile()]: tokenText({ expiresAt: AT.fresh }) },
    answers: ['none of these, "koa-prod-customer" is right', true],
  });
  const { profile } = await uses(memory, 'koa-prod-customer');
  assert.equal(profile.session.name, 'koa-dev-customer');
  assert.match(memory.terminal.said.join('\n'), /The session "koa-dev-customer" serves this profile too/);
  assert.deepEqual(memory.browser.opened, []);
});

test('a no changes nothing and asks the service nothing', async () => {
  const memory = person({ interactive: true, config: '', answers: [false] });
  await fails(uses(memory, 'koa-dev-customer'), 'PROFILE_UNKNOWN');
  assert.deepEqual([memory.services.calls, memory.files.written], [[], []]);
});

test('an account that the service does not list is refused with the near ones, before a byte of config is written', async () => {
  const memory = person({ interactive: true, config: '', answers: [true] });
  const error = await fails(uses(memory, 'koa-dve-customer'), 'ACCOUNT_UNKNOWN');
  assert.equal(error.args.near[0], 'koa-dev');
  assert.equal(memory.files.texts.get(CONFIG), '');
});

test('a role that the service does not list is refused before a byte of config is written', async () => {
  const memory = person({ interactive: true, config: '', answers: [true] });
  memory.services.next('listAccountRoles', ['ReadOnly']);
  await fails(uses(memory, 'koa-dev-customer'), 'ROLE_NOT_ASSIGNED');
  assert.equal(memory.files.texts.get(CONFIG), '');
});

test('a service that refuses the list is an error, and nothing is written', async () => {
  const memory = person({ interactive: true, config: '', answers: [true] });
  memory.services.next('listAccounts', refusal('UnauthorizedException', 401));
  await fails(uses(memory, 'koa-dev-customer'), 'SERVICE_REFUSED');
  assert.equal(memory.files.texts.get(CONFIG), '');
});

test('a profile of another kind, a broken one and a broken file are named', async () => {
  await fails(uses(person({ config: '[profile a]\nrole_arn = x\n' }), 'a'), 'PROFILE_NOT_SSO');
  await fails(uses(person({ config: '[profile a]\nsso_session = gone\n' }), 'a'), 'SESSION_MISSING');
  const broken = (async () => uses(person({ config: '[profile a]\nnonsense\n' }), 'a'))();
  const error = await fails(broken, 'CONFIG_BROKEN');
  assert.deepEqual([error.args.file, error.args.line], [CONFIG, 2]);
});
