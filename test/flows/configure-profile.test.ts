import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../src/domain/secret.ts';
import { configureProfile } from '../../src/flows/configure-profile.ts';
import type { ConfigureRequest } from '../../src/flows/configure-request.ts';
import { fails } from '../support/fails.ts';
import { memoryWorld, type MemoryWorld } from '../support/memory-world.ts';
import { CONFIG, CREDENTIALS, HOWTO_CONFIG, LEGACY_CONFIG, START_URL } from '../support/sample-files.ts';

const NOTHING: ConfigureRequest = {
  name: undefined,
  account: undefined,
  role: undefined,
  session: undefined,
  startUrl: undefined,
  ssoRegion: undefined,
  region: undefined,
  output: undefined,
  scopes: undefined,
  yes: false,
};

const configure = (memory: MemoryWorld, request: Partial<ConfigureRequest>) =>
  configureProfile(memory.world, { ...NOTHING, ...request });

const alone = (config = ''): MemoryWorld => memoryWorld({ files: { [CONFIG]: config } });

function inTerminal(answers: readonly (string | boolean)[], config = ''): MemoryWorld {
  const memory = memoryWorld({ interactive: true, env: { DISPLAY: ':0' }, files: { [CONFIG]: config } });
  memory.browser.onOpen = () => memory.callback.comesBack({ code: new Secret('SECRET-code') });
  memory.terminal.answers.push(...answers);
  return memory;
}

const HOWTO = { name: 'koa-dev-customer', account: '931827427725', yes: true } as const;
const configOf = ({ files }: MemoryWorld): string => files.texts.get(CONFIG) ?? '';

test('--yes writes exactly the lines of aws configure sso, asks nothing and sends nothing', async () => {
  const memory = alone();
  const { message } = await configure(memory, HOWTO);
  assert.equal(configOf(memory), HOWTO_CONFIG);
  assert.match(message, /Added "koa-dev-customer".*jpaws use koa-dev-customer/);
  assert.deepEqual([memory.services.calls, memory.terminal.asked], [[], []]);
});

test('--yes in a terminal asks nothing either', async () => {
  const memory = inTerminal([]);
  await configure(memory, HOWTO);
  assert.deepEqual(memory.terminal.asked, []);
});

test('a second time changes no byte and writes nothing', async () => {
  const memory = alone(HOWTO_CONFIG);
  assert.match((await configure(memory, HOWTO)).message, /already/);
  assert.deepEqual([memory.files.written, memory.terminal.said], [[], []]);
});

test('every other byte of the file stays, and the old one is kept beside it', async () => {
  const before = '# mine\r\n[default]\r\nregion=eu-north-1 ; here\r\n\r\n[profile z]\nx = \n  a = 1\n';
  const memory = alone(before);
  await configure(memory, HOWTO);
  assert.ok(configOf(memory).startsWith(before));
  assert.equal(memory.files.texts.get(`${CONFIG}.jpaws-backup`), before);
});

test('--yes without an account, a name or a terminal says which flag is missing', async () => {
  assert.equal((await fails(configure(alone(), { name: 'a', yes: true }), 'INPUT_NEEDED')).args.flag, '--account');
  assert.match((await fails(configure(alone(), { yes: true }), 'INPUT_NEEDED')).hint, /jpaws configure NAME/);
  const hint = (await fails(configure(alone(), { name: 'a', account: '931827427725' }), 'INPUT_NEEDED')).hint;
  assert.match(hint, /--start-url.*--yes/);
});

test('without a terminal, everything can be given without the preset', async () => {
  const memory = alone();
  await configure(memory, {
    name: 'p',
    account: '111111111111',
    role: 'Admin',
    session: 's',
    startUrl: 'https://example.awsapps.com/start',
    ssoRegion: 'us-east-1',
    region: 'us-west-2',
    output: 'yaml',
    scopes: 'a:b, c:d',
  });
  assert.equal(
    configOf(memory),
    '[profile p]\nsso_session = s\nsso_account_id = 111111111111\nsso_role_name = Admin\nregion = us-west-2\noutput = yaml\n' +
      '[sso-session s]\nsso_start_url = https://example.awsapps.com/start\nsso_region = us-east-1\nsso_registration_scopes = a:b,c:d\n',
  );
});

test('in a terminal the preset is the default, accounts and roles are those that the person has', async () => {
  const memory = inTerminal(['koa-dev-customer', '', '', '', 'koa-dev', 'idp_customer_access', '', '']);
  await configure(memory, {});
  assert.equal(configOf(memory), HOWTO_CONFIG);
  const offers = memory.terminal.asked.map((asked) => asked.offers);
  assert.deepEqual(offers[4], ['Koa Prod (222222222222)', 'koa-dev (931827427725)']);
  assert.deepEqual(offers[5], ['idp_customer_access', 'ReadOnly']);
});

test('a wrong answer is asked for again with the reason', async () => {
  const memory = inTerminal(['bad]name', 'koa-dev-customer', 'http://x', '', 'EU', '', '', '', '']);
  await configure(memory, { account: '931827427725', role: 'idp_customer_access' });
  assert.equal(configOf(memory), HOWTO_CONFIG);
  assert.equal(memory.terminal.warned.length, 3);
});

test('the only role is taken without a question; none is an error', async () => {
  const one = inTerminal(['', '']);
  one.services.next('listAccountRoles', ['Only']);
  await configure(one, {
    ...HOWTO,
    yes: false,
    startUrl: START_URL,
    ssoRegion: 'eu-west-1',
    scopes: 'sso:account:access',
  });
  assert.match(configOf(one), /sso_role_name = Only/);
  const none = inTerminal([]);
  none.services.next('listAccountRoles', []);
  const request = { ...HOWTO, yes: false, startUrl: START_URL, ssoRegion: 'eu-west-1', scopes: 'sso:account:access' };
  await fails(configure(none, request), 'ROLE_NOT_ASSIGNED');
  assert.equal(configOf(none), '');
});

test('a person without accounts is told', async () => {
  const memory = inTerminal(['', '', '']);
  memory.services.next('listAccounts', []);
  await fails(configure(memory, { name: 'a' }), 'ACCOUNT_UNKNOWN');
});

test('accounts and roles of the service that would harm the file are refused', async () => {
  const account = inTerminal(['evil', '']);
  account.services.next('listAccounts', [{ accountId: '1\n[x]', accountName: 'evil', emailAddress: '' }]);
  const given = { name: 'a', startUrl: START_URL, ssoRegion: 'eu-west-1', scopes: 'a' };
  await fails(configure(account, given), 'CONFIG_VALUE_REFUSED');
  const role = inTerminal([]);
  role.services.next('listAccountRoles', ['a\nregion = evil']);
  await fails(configure(role, { ...given, account: '931827427725' }), 'CONFIG_VALUE_REFUSED');
  for (const memory of [account, role]) assert.equal(configOf(memory), '');
});

test('an existing session with the same values serves the new profile, which is said, also with --yes', async () => {
  const memory = alone(HOWTO_CONFIG);
  await configure(memory, { ...HOWTO, name: 'second' });
  assert.match(configOf(memory), /^\[profile second\]\nsso_session = koa-dev-customer$/m);
  assert.equal(configOf(memory).match(/\[sso-session/g)?.length, 1);
  assert.match(memory.terminal.said.join(), /The session "koa-dev-customer" serves this profile too/);
});

test('--session makes a session of that name, or takes the existing one as it is', async () => {
  const fresh = alone(HOWTO_CONFIG);
  await configure(fresh, { ...HOWTO, name: 'second', session: 'own' });
  assert.match(configOf(fresh), /^\[sso-session own\]$/m);
  const existing = '[sso-session own]\nsso_start_url=https://example.awsapps.com/start\nsso_region=us-east-1\n';
  const memory = alone(existing);
  await configure(memory, { ...HOWTO, session: 'own' });
  assert.ok(configOf(memory).startsWith(existing));
  assert.match(configOf(memory), /sso_session = own/);
  assert.doesNotMatch(configOf(memory), /jppol|scopes/);
});

test('--session with other values than that session has is refused', async () => {
  const memory = alone(HOWTO_CONFIG);
  await fails(
    configure(memory, { ...HOWTO, name: 'b', session: 'koa-dev-customer', ssoRegion: 'us-east-1' }),
    'CONFIG_VALUE_REFUSED',
  );
  assert.equal(configOf(memory), HOWTO_CONFIG);
});

test('a broken session of that name is named, and not written over', async () => {
  const memory = alone('[sso-session koa-dev-customer]\nsso_start_url = https://example.awsapps.com/start\n');
  await fails(configure(memory, HOWTO), 'SESSION_INCOMPLETE');
  assert.deepEqual(memory.files.written, []);
});

test('names with blanks are quoted as by the AWS CLI', async () => {
  const memory = alone();
  await configure(memory, { ...HOWTO, name: 'two words' });
  assert.match(configOf(memory), /^\[profile 'two words'\]\nsso_session = two words\n/);
  assert.match(configOf(memory), /^\[sso-session 'two words'\]$/m);
});

const foreign = {
  'a role': '[profile koa-dev-customer]\nrole_arn = arn:aws:iam::1:role/x\n',
  keys: '[profile koa-dev-customer]\naws_access_key_id = AKIA\n',
  'a credential process': '[profile koa-dev-customer]\ncredential_process = /bin/x\n',
};
for (const [what, config] of Object.entries(foreign)) {
  test(`a profile that takes its credentials from ${what} stays as it is`, async () => {
    const memory = alone(config);
    await fails(configure(memory, HOWTO), 'PROFILE_TAKEN');
    assert.equal(configOf(memory), config);
  });
}

test('a profile with keys in the credentials file stays as it is', async () => {
  const memory = alone();
  memory.files.texts.set(CREDENTIALS, '[koa-dev-customer]\naws_access_key_id = AKIA\n');
  await fails(configure(memory, HOWTO), 'PROFILE_TAKEN');
});

test('a profile with only a region gets what it lacks', async () => {
  const memory = alone('[profile koa-dev-customer]\n# mine\nregion = us-east-1\n');
  await configure(memory, HOWTO);
  assert.match(configOf(memory), /# mine\nregion = eu-west-1\n/);
});

test('a legacy profile becomes one of a session', async () => {
  const memory = alone(LEGACY_CONFIG);
  await configure(memory, { ...HOWTO, name: 'old' });
  assert.match(configOf(memory), /^\[profile old\]\n(?:(?!sso_start_url|sso_region)[^[\n]*\n)+\[sso-session old\]\n/);
});

test('in a terminal an existing profile is changed only after a yes', async () => {
  const memory = inTerminal([false], HOWTO_CONFIG);
  await fails(configure(memory, { name: 'koa-dev-customer', account: '111111111111' }), 'PROFILE_TAKEN');
  assert.equal(configOf(memory), HOWTO_CONFIG);
});

test('the misspelled start URL of the how-to is put right, which is said', async () => {
  for (const startUrl of ['https://jppol-sso-awsapps.com', 'https://jppol-sso-awsapps.com/start/']) {
    const memory = alone();
    await configure(memory, { ...HOWTO, startUrl });
    assert.equal(configOf(memory), HOWTO_CONFIG);
    assert.match(memory.terminal.warned.join(), /known misspelling/);
  }
  const typed = inTerminal(['https://jppol-sso-awsapps.com', '', '', '', '']);
  await configure(typed, { ...HOWTO, role: 'idp_customer_access', yes: false });
  assert.equal(configOf(typed), HOWTO_CONFIG);
});

const hostile: readonly Partial<ConfigureRequest>[] = [
  { name: 'a\n[profile b]' },
  { name: 'a]' },
  { account: '1' },
  { role: 'a\nb' },
  { session: 'a\nb' },
  { startUrl: 'http://x' },
  { startUrl: 'https://x\n' },
  { ssoRegion: 'x.evil.example/' },
  { region: 'a b' },
  { output: 'a\nb' },
  { scopes: 'a\nb' },
];
for (const request of hostile) {
  test(`${JSON.stringify(request)} is refused before anything is asked, sent or written`, async () => {
    const memory = inTerminal([]);
    await fails(configure(memory, { ...HOWTO, ...request }), 'CONFIG_VALUE_REFUSED');
    assert.deepEqual([memory.services.calls, memory.files.written, memory.terminal.asked], [[], [], []]);
  });
}

test("another program that writes in between keeps its change, and so does jpaws's", async () => {
  const memory = alone('[profile a]\n');
  let isFirst = true;
  memory.files.beforeWrite = (path) => {
    if (isFirst) memory.files.texts.set(path, '[profile a]\nregion = x\n');
    isFirst = false;
  };
  await configure(memory, HOWTO);
  assert.equal(configOf(memory), `[profile a]\nregion = x\n${HOWTO_CONFIG}`);
});

test('a file that changes again and again is an error, and stays', async () => {
  const memory = alone();
  let count = 0;
  memory.files.beforeWrite = (path) => memory.files.texts.set(path, `# ${(count += 1)}\n`);
  await fails(configure(memory, HOWTO), 'FILE_CHANGED');
  assert.match(configOf(memory), /^# \d\n$/);
});

test('the preset of JPAWS_PRESET is taken; one that is broken or not there is named', async () => {
  const own = memoryWorld({ env: { JPAWS_PRESET: '/own.ini' } });
  const text =
    'start_url = https://own.awsapps.com/start\nsso_region = us-east-1\nregion = us-east-1\nrole = R\nscopes = s\noutput = text\nprofile_template = {account}\n';
  own.files.texts.set('/own.ini', text);
  await configure(own, HOWTO);
  assert.match(configOf(own), /sso_role_name = R\nregion = us-east-1\noutput = text/);
  own.files.texts.set('/own.ini', text.replace('role', 'rule'));
  assert.equal((await fails(configure(own, HOWTO), 'PRESET_BROKEN')).args.key, 'role');
  own.files.texts.delete('/own.ini');
  await fails(configure(own, HOWTO), 'FILE_UNREADABLE');
});
