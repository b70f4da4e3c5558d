import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportFormats } from '../../src/domain/export-format.ts';
import { shellNames } from '../../src/shells/table.ts';
import { memoryWorld } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';
import { CONFIG, CREDENTIALS, HOWTO_CONFIG, LEGACY_CONFIG } from '../support/sample-files.ts';

/** The words that are offered behind `typed`; its last word is the one being typed. */
async function offers(typed: readonly string[], config = HOWTO_CONFIG + LEGACY_CONFIG): Promise<string[]> {
  const memory = memoryWorld({ files: { [CONFIG]: config } });
  const { stdout, stderr, exitCode } = await runInMemory(memory, '__complete', '--', ...typed);
  assert.deepEqual([stderr, exitCode, memory.services.calls], ['', 0, []]);
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('\t')[0] ?? '');
}

const PROFILES = ['koa-dev-customer', 'old'];

test('the first word is a command; hidden ones are not offered', async () => {
  const all = await offers(['']);
  for (const word of ['use', 'clear', 'profile', 'list']) assert.ok(all.includes(word), word);
  assert.ok(!all.includes('__complete') && !all.includes('profile-get'));
  assert.equal(new Set(all).size, all.length);
  assert.deepEqual(await offers(['lo']), ['login', 'logout']);
  assert.deepEqual(await offers([]), all);
  assert.deepEqual(await offers(['zzz']), []);
  assert.deepEqual(await offers(['--']), ['--help', '--version']);
  assert.deepEqual(await offers(['-', '']), []);
});

test('a group offers its commands', async () => {
  assert.deepEqual(await offers(['profile', '']), ['get', 'remove', 'set']);
  assert.deepEqual(await offers(['profile', 'ge']), ['get']);
  assert.deepEqual(await offers(['profile', 'get', '']), PROFILES);
  assert.deepEqual(await offers(['profile', 'get', 'old', '']), []);
});

test('an unknown command, and one typed with the hyphen of its file, offer nothing', async () => {
  for (const typed of [
    ['nonsense', ''],
    ['profile-get', ''],
    ['profile', 'nonsense', ''],
    ['__proto__', ''],
    ['', ''],
  ]) {
    assert.deepEqual(await offers(typed), [], typed.join(' '));
  }
});

test('names are offered where a profile, a session or a region stands, each with what it is', async () => {
  assert.deepEqual(await offers(['use', '']), PROFILES);
  assert.deepEqual(await offers(['use', 'ko']), ['koa-dev-customer']);
  assert.ok((await offers(['use', 'old', '--region', 'eu-'])).includes('eu-west-1'));
  assert.ok((await offers(['login', '--session', ''])).includes('koa-dev-customer'));
  const { stdout } = await runInMemory(
    memoryWorld({ files: { [CONFIG]: HOWTO_CONFIG } }),
    '__complete',
    '--',
    'use',
    '',
  );
  assert.equal(stdout, 'koa-dev-customer\t931827427725 idp_customer_access\n');
});

/** A second profile of the same session, account and role. */
const OTHER_PROFILE = HOWTO_CONFIG.split('[sso-session')[0]?.replace('koa-dev-customer]', 'other]') ?? '';

/** Everything that is written for the words, with the descriptions. */
async function answer(typed: readonly string[], config: string): Promise<string> {
  return (await runInMemory(memoryWorld({ files: { [CONFIG]: config } }), '__complete', '--', ...typed)).stdout;
}

test('accounts and roles of the files are offered once each, with the profiles that have them', async () => {
  for (const [flag, value] of [
    ['--account', '931827427725'],
    ['--role', 'idp_customer_access'],
  ] as const) {
    assert.equal(await answer(['configure', 'x', flag, ''], HOWTO_CONFIG), `${value}\tkoa-dev-customer\n`);
    const both = await answer(['configure', 'x', flag, ''], HOWTO_CONFIG + OTHER_PROFILE);
    assert.equal(both, `${value}\tkoa-dev-customer and 1 more\n`);
  }
});

test('a region is offered with its place, a session with its start URL, a command with its summary', async () => {
  assert.match(await answer(['use', '--region', 'eu-west-1'], HOWTO_CONFIG), /^eu-west-1\tEurope \(Ireland\)\n$/);
  const session = await answer(['login', '--session', ''], HOWTO_CONFIG);
  assert.equal(session, 'koa-dev-customer\thttps://jppol-sso.awsapps.com/start\n');
  assert.equal(await answer(['use', '--fo'], ''), '--force\tFresh credentials, whatever is cached\n');
  assert.match(await answer(['clea'], ''), /^clear\t\S[^\t\n]*\n$/);
});

test('what begins with the typed letters in another case is offered when nothing begins with them as typed', async () => {
  assert.deepEqual(await offers(['use', 'KOA-']), ['koa-dev-customer']);
  assert.deepEqual(await offers(['use', '--NO']), ['--no-login', '--no-input']);
  assert.deepEqual(await offers(['use', '--Region=EU-WEST-']), []);
  const both = HOWTO_CONFIG + OTHER_PROFILE.replace('other', 'KOA-dev');
  assert.deepEqual(await offers(['use', 'KOA'], both), ['KOA-dev']);
});

test('names that are more than anyone reads are offered without description, the first of them too', async () => {
  const section = (at: number): string => `[profile p${at}]\nsso_session = s\nsso_account_id = 931827427725\n`;
  const of = (count: number): string =>
    `${Array.from({ length: count }, (_, at) => `${section(at)}sso_role_name = r\n`).join('')}[sso-session s]
sso_start_url = https://x.awsapps.com/start\nsso_region = eu-west-1\n`;
  assert.match(await answer(['use', 'p'], of(500)), /^p0\t931827427725 r\n(?:p\d+\t931827427725 r\n){499}$/);
  assert.match(await answer(['use', 'p'], of(501)), /^p0\t\n(?:p\d+\t\n){500}$/);
  assert.equal(await answer(['use', 'p500'], of(501)), 'p500\t931827427725 r\n');
});

test('choices are offered for a flag, behind its = too, and for a word', async () => {
  assert.deepEqual(await offers(['use', '--mode', '']), ['keys', 'profile']);
  assert.deepEqual(await offers(['use', '--mode=']), ['--mode=keys', '--mode=profile']);
  assert.deepEqual(await offers(['use', '--mode=p']), ['--mode=profile']);
  assert.deepEqual(await offers(['export', '--format', '']), exportFormats);
  assert.deepEqual(await offers(['init', '']), shellNames);
  assert.deepEqual(await offers(['login', '--session=koa']), ['--session=koa-dev-customer']);
});

test('flags are offered that are not there yet, those of every command too', async () => {
  assert.deepEqual(await offers(['use', '--']), [
    '--region',
    '--mode',
    '--no-login',
    '--force',
    '--help',
    '--no-input',
  ]);
  assert.deepEqual(await offers(['use', '--force', '--mode=keys', '--region', 'eu-west-1', '--']), [
    '--no-login',
    '--help',
    '--no-input',
  ]);
  assert.deepEqual(await offers(['use', '--no']), ['--no-login', '--no-input']);
  assert.deepEqual(await offers(['use', 'old', '--fo']), ['--force']);
});

test('flags and their values do not count as words', async () => {
  assert.deepEqual(await offers(['use', '--region', 'eu-west-1', '--force', 'ol']), ['old']);
  assert.deepEqual(await offers(['use', '--region=eu-west-1', 'ol']), ['old']);
  assert.deepEqual(await offers(['use', 'old', '']), []);
});

test('behind -- there are words only', async () => {
  assert.deepEqual(await offers(['use', '--', '']), PROFILES);
  assert.deepEqual(await offers(['use', '--', '-']), []);
  assert.deepEqual(await offers(['use', '--', '--region', '']), []);
});

test('names with blanks and foreign letters are offered as they are', async () => {
  const config = HOWTO_CONFIG.replace('[profile koa-dev-customer]', "[profile 'two words blåbær']");
  assert.deepEqual(await offers(['use', 'two'], config), ['two words blåbær']);
});

test('a name that would act on a terminal is not offered', async () => {
  const config = HOWTO_CONFIG.replace('[profile koa-dev-customer]', '[profile a\u001b[2Jb]') + LEGACY_CONFIG;
  assert.deepEqual(await offers(['use', ''], config), ['old']);
});

test('broken files offer nothing, and Tab never fails', async () => {
  assert.deepEqual(await offers(['use', ''], 'nonsense'), []);
  assert.deepEqual(await offers(['use', ''], '[profile a\n'), []);
  const unreadable = memoryWorld({ files: { [CREDENTIALS]: '' } });
  unreadable.files.unreadable.add(CREDENTIALS);
  const { stdout, exitCode } = await runInMemory(unreadable, '__complete', '--', 'use', '');
  assert.deepEqual([stdout, exitCode], ['', 0]);
});
