// A configuration that is wrong, or elsewhere.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { binary, runCommand } from '../support/binary-run.ts';
import { leaveRoleCredentials, leaveSignIn } from './aws-cli-files.ts';
import { accountId, customer, howToConfig, profileName, somebody } from './person.ts';

test('a name that the how-to spells wrong offers the right one', async (t) => {
  const person = await customer(t);
  const { status, stdout, stderr } = await person.use(['koa-dev-credentials']);
  assert.deepEqual([status, stdout], [5, '']);
  assert.match(
    stderr,
    /^jpaws: there is no profile "koa-dev-credentials" in .*; did you mean koa-dev-customer\?\n {2}\S/,
  );
  assert.deepEqual(person.asked(), []);
});

test('the how-to’s misspelled name offers the right one to somebody with no profile at all', async (t) => {
  const person = await somebody(t);
  const { status, stderr } = await person.use(['koa-dev-credentials']);
  assert.equal(status, 5);
  assert.match(stderr, /did you mean koa-dev-customer\?/);
  assert.deepEqual([person.asked(), person.list()], [[], []]);
});

for (const words of [['login'], ['export'], ['whoami'], ['logout']]) {
  test(`jpaws ${words.join()} with an unknown name offers the near one`, async (t) => {
    const person = await customer(t);
    const { status, stderr } = await person.jpaws([...words, 'koa-dev-custmer']);
    assert.equal(status, 5);
    assert.match(stderr, /there is no profile "koa-dev-custmer" in .*; did you mean koa-dev-customer\?/);
  });
}

test('a broken line is named with its file and number, and the file is left alone', async (t) => {
  const person = await customer(t);
  const text = `# mine\n${howToConfig}this is no line\n`;
  const file = person.write(['config'], text);
  for (const words of [
    ['use', profileName],
    ['login'],
    ['list'],
    ['configure', 'new', '--account', accountId, '--yes'],
  ]) {
    const { status, stdout, stderr } = await person.jpaws(words, { JPAWS_CONTRACT: '1' });
    assert.deepEqual([status, stdout], [5, ''], words.join(' '));
    assert.ok(stderr.startsWith(`jpaws: ${file}, line 12: `), stderr);
    assert.equal(person.read('config'), text);
    assert.deepEqual(person.list(), ['config']);
  }
});

test('a config that is no text is named', async (t) => {
  const person = await customer(t);
  const file = person.write(['config'], new Uint8Array([0xff, 0xfe, 0x5b, 0x00]));
  const { status, stderr } = await person.use([profileName]);
  assert.equal(status, 5);
  assert.ok(stderr.includes(`cannot read ${file}: it is not UTF-8 text`), stderr);
});

test('a profile without its session is told with what lacks', async (t) => {
  const person = await customer(t);
  person.write(['config'], howToConfig.slice(0, howToConfig.indexOf('[sso-session')));
  const { status, stderr } = await person.use([profileName]);
  assert.equal(status, 5);
  assert.match(stderr, /names the sso-session "koa-dev-customer", which is not in the AWS config\n {2}add the section/);
});

test('a start URL that is no https address is refused before any request', async (t) => {
  const person = await customer(t);
  person.write(['config'], howToConfig.replace('https://', 'http://'));
  for (const words of [['login'], ['login', profileName], ['login', '--session', profileName], ['use', profileName]]) {
    const { status, stderr } = await person.jpaws(words, { JPAWS_CONTRACT: '1' });
    assert.equal(status, 5, stderr);
    assert.match(stderr, /sso_start_url of sso-session koa-dev-customer is not an https address/);
  }
  assert.deepEqual(person.asked(), []);
});

test('a region of impossible letters is refused before any request', async (t) => {
  const person = await customer(t);
  leaveSignIn(person);
  person.write(['config'], howToConfig.replace('sso_region = eu-west-1', 'sso_region = eu-west-1.evil.example/'));
  const { status, stderr } = await person.use([profileName]);
  assert.equal(status, 5, stderr);
  assert.match(stderr, /sso_region/);
  assert.deepEqual(person.asked(), []);
});

test('AWS_CONFIG_FILE leads to a config elsewhere, the caches stay in the home', async (t) => {
  const person = await somebody(t);
  const file = join(person.desk, 'my config');
  const env = { AWS_CONFIG_FILE: file };
  const words = ['configure', profileName, '--account', accountId, '--yes'];
  assert.equal((await person.jpaws(words, env)).status, 0);
  assert.equal(readFileSync(file, 'utf8'), howToConfig);
  leaveSignIn(person);
  assert.equal((await person.use([profileName], env)).status, 0);
  assert.deepEqual(person.list('cli', 'cache').length, 1);
  assert.ok(!person.list().includes('config'));
});

test('a config that is a symbolic link is written through it', { skip: process.platform === 'win32' }, async (t) => {
  const person = await somebody(t);
  const [file, link] = [join(person.desk, 'dotfiles', 'config'), join(person.desk, 'link')];
  mkdirSync(join(person.desk, 'dotfiles'));
  writeFileSync(file, '# mine\n', { mode: 0o640 });
  symlinkSync(join('dotfiles', 'config'), link);
  const words = ['configure', profileName, '--account', accountId, '--yes'];
  const { status, stderr } = await person.jpaws(words, { AWS_CONFIG_FILE: link });
  assert.equal(status, 0, stderr);
  assert.equal(readlinkSync(link), join('dotfiles', 'config'));
  assert.equal(readFileSync(file, 'utf8'), `# mine\n${howToConfig}`);
  assert.equal(lstatSync(file).mode & 0o777, 0o640);
});

// The account database gives everybody a home; a uid that is not in it, as in `docker run --user`, has none.
const asStranger = ['--reuid=54321', '--clear-groups', binary] as const;
const canBeStranger = spawnSync('setpriv', [...asStranger, '--version']).status === 0;

test('without a home folder, that is told', { skip: !canBeStranger && 'needs root' }, async (t) => {
  const { status, stderr } = await runCommand(t, { program: 'setpriv', words: [...asStranger, 'list'], env: {} });
  assert.equal(status, 5, stderr);
  assert.match(stderr, /no home folder is known\n {2}set HOME/);
});

test('a home folder that is not there is made where something is to be written', async (t) => {
  const person = await somebody(t);
  rmSync(person.home, { recursive: true });
  const { status, stderr } = await person.jpaws(['configure', profileName, '--account', accountId, '--yes']);
  assert.equal(status, 0, stderr);
  assert.equal(person.read('config'), howToConfig);
});

test('an empty AWS_PROFILE counts as none', async (t) => {
  const person = await customer(t);
  const text = howToConfig.replace('[profile koa-dev-customer]', '[default]');
  person.write(['config'], text);
  leaveSignIn(person);
  const { status, stderr } = await person.jpaws(['export'], { AWS_PROFILE: '', AWS_DEFAULT_PROFILE: '' });
  assert.equal(status, 0, stderr);
});

test('use takes an empty AWS_PROFILE away: the AWS CLI stumbles over it', async (t) => {
  const person = await customer(t);
  leaveRoleCredentials(person);
  const { stdout } = await person.use([profileName], { AWS_PROFILE: '' });
  assert.match(stdout, /^unset AWS_PROFILE$/m);
});

test('expired keys in the environment are refused by export, as by the AWS CLI', async (t) => {
  const person = await customer(t);
  leaveSignIn(person);
  const keys = { AWS_ACCESS_KEY_ID: 'AKIAOLD', AWS_SECRET_ACCESS_KEY: 'old-secret', AWS_SESSION_TOKEN: 'old-token' };
  const env = { ...keys, AWS_CREDENTIAL_EXPIRATION: '2020-01-01T00:00:00+00:00' };
  const { status, stdout, stderr } = await person.jpaws(['export'], env);
  assert.deepEqual([status, stdout], [4, '']);
  assert.match(
    stderr,
    /the keys in the environment have expired \(2020-01-01T00:00:00Z\)\n {2}get new ones with: jpaws use/,
  );
  assert.equal((await person.jpaws(['export', profileName], env)).status, 0, 'a named profile beats them');
  const live = await person.jpaws(['export', '--format', 'env'], { ...env, AWS_CREDENTIAL_EXPIRATION: undefined });
  assert.match(live.stdout, /^export AWS_ACCESS_KEY_ID=AKIAOLD$/m, 'the control');
});

for (const [chain, isRefused] of [
  [profileName, true],
  [`a,${profileName}`, true],
  ['a,b,c,d', true],
  ['a,b', false],
] as const) {
  test(`export ${isRefused ? 'refuses' : 'follows'} the chain ${chain}`, async (t) => {
    const person = await customer(t);
    leaveRoleCredentials(person);
    const { status, stderr } = await person.jpaws(['export', profileName], { _AWS_CLI_PROFILE_CHAIN: chain });
    assert.equal(status, isRefused ? 5 : 0, stderr);
    if (isRefused) assert.match(stderr, /credential_process goes in a circle or too deep/);
  });
}

test('nothing of a hostile name in the config reaches the terminal raw', async (t) => {
  const person = await customer(t);
  const hostile = 'evil\u001b]0;title\u0007\u001b[31m\u009b2J';
  person.write(
    ['config'],
    `${howToConfig}[profile "${hostile}"]\nsso_session = koa-dev-customer\nsso_account_id = ${accountId}\nsso_role_name = x\u001b[2J\n`,
  );
  const calls = [['list'], ['list', '--names'], ['list', '--json'], ['status'], ['use', 'evil'], ['use', hostile]];
  for (const words of calls) {
    const { stdout, stderr } = await person.jpaws(words, { JPAWS_CONTRACT: '1' });
    // oxlint-disable-next-line no-control-regex -- these are what is looked for
    assert.doesNotMatch(stdout + stderr, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/, words.join(' '));
  }
});

test('a command that is told to be run holds a hostile name quoted', async (t) => {
  const person = await customer(t);
  for (const [name, shown] of [
    ['with space', "'with space'"],
    ['x; touch gone', "'x; touch gone'"],
    ["it's", 'NAME'],
  ] as const) {
    const { stderr } = await person.jpaws(['export', name]);
    assert.ok(stderr.endsWith(`or set it up with: jpaws configure ${shown}\n`), stderr);
  }
});

for (const address of ['javascript:alert(1)', 'not an address', 'http://', 'file:///etc/passwd', 'ftp://127.0.0.1/']) {
  test(`AWS_ENDPOINT_URL=${address} is refused`, async (t) => {
    const person = await customer(t);
    leaveSignIn(person);
    const { status, stderr } = await person.use([profileName], { AWS_ENDPOINT_URL: address });
    assert.equal(status, 5, stderr);
    assert.match(stderr, /^jpaws: the endpoint address is no http or https address\n/);
  });
}

test('endpoints of the profile are used for the sign-in and for the credentials', async (t) => {
  const person = await customer(t);
  const { url } = person.center;
  const services = `[services here]\nsso =\n  endpoint_url = ${url}\nsso_oidc =\n  endpoint_url = ${url}\n`;
  person.write(['config'], `${howToConfig.replace('output', 'services = here\noutput')}${services}`);
  for (const words of [['login'], ['use', profileName]]) {
    const { status, stderr } = await person.jpaws(words, { JPAWS_CONTRACT: '1', AWS_ENDPOINT_URL: undefined });
    assert.equal(status, 0, stderr);
  }
  assert.ok(person.asked().includes('/token') && person.asked().includes('/federation/credentials'));
});

test('with --json a failure is an object on stderr', async (t) => {
  const person = await customer(t);
  person.write(['config'], 'broken\n');
  const { status, stdout, stderr } = await person.jpaws(['list', '--json']);
  assert.deepEqual([status, stdout], [5, '']);
  const { error } = JSON.parse(stderr) as { error: Record<string, unknown> };
  assert.deepEqual(Object.keys(error), ['code', 'message', 'hint', 'exitCode']);
  assert.deepEqual([error['code'], error['exitCode']], ['CONFIG_BROKEN', 5]);
});
