// Secrets stay where they belong: looked for on every stream, in every argument list and in every file.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { RunningEmulator } from '../../src/emulator/start-emulator.ts';
import type { Ended, Env, Running } from '../support/binary-run.ts';
import { leaveRoleCredentials, leaveSignIn, tokenPath } from './aws-cli-files.ts';
import { browserIn, browsersSeen } from './browsers.ts';
import { customer, type Person, profileName } from './person.ts';

/** Everything that the Identity Center has given out and that only files and the reply may hold. */
function secretsOf({ state }: RunningEmulator): string[] {
  return [
    ...state.accessTokens.keys(),
    ...state.refreshTokens.keys(),
    ...[...state.clients.values()].map(({ clientSecret }) => clientSecret),
    ...[...state.roleCredentials.values()].flatMap(({ secretAccessKey, sessionToken }) => [
      secretAccessKey,
      sessionToken,
    ]),
    ...state.deviceGrants.keys(),
    ...state.codeGrants.keys(),
  ];
}

const found = (text: string, secrets: readonly string[]): string[] => secrets.filter((secret) => text.includes(secret));

/** Runs a command and gives back what it said where no secret belongs. */
async function saidBy(person: Person, words: readonly string[], env: Env = {}): Promise<Ended> {
  const ended = await person.jpaws(words, { JPAWS_CONTRACT: '1', ...env });
  const secrets = secretsOf(person.center);
  const mayHold = ['use', 'export'].includes(words[0] ?? '');
  assert.deepEqual(found(ended.stderr + (mayHold ? '' : ended.stdout), secrets), [], words.join(' '));
  return ended;
}

test('no command says a secret, on a road that succeeds', async (t) => {
  const person = await customer(t);
  await saidBy(person, ['login', '--device-code']);
  await saidBy(person, ['login', '--force'], { BROWSER: browserIn(person.desk, 'follow') });
  const used = await saidBy(person, ['use', profileName]);
  const secrets = secretsOf(person.center);
  assert.equal(found(used.stdout, secrets).length, 2, 'the control: key and session token stand in the reply');
  const env = Object.fromEntries(
    [...used.stdout.matchAll(/^set (\w+)=(.*)$/gm)].map(([, name = '', value]) => [name, value]),
  );
  for (const words of [
    ['status'],
    ['status', '--json'],
    ['list', '--json'],
    ['whoami', '--json'],
    ['clear'],
    ['logout'],
  ])
    assert.equal((await saidBy(person, words, env)).status, 0, words.join(' '));
});

test('no failure says a secret, not even when the service sends it back', async (t) => {
  const person = await customer(t);
  const { accessToken, clientSecret, refreshToken = '' } = leaveSignIn(person, -1);
  const message = `bad: ${accessToken} ${clientSecret} ${refreshToken}`;
  for (const status of [400, 500])
    for (const path of ['/token', '/federation/credentials', '/device_authorization']) {
      person.center.settings.faults = [
        { path, fault: { kind: 'error', status, type: 'InvalidRequestException', message } },
      ];
      for (const words of [
        ['use', profileName],
        ['export', profileName],
        ['login', '--force', '--device-code'],
      ]) {
        const { stderr } = await person.jpaws(words, { JPAWS_CONTRACT: '1' });
        assert.deepEqual(found(stderr, [accessToken, clientSecret, refreshToken]), [], `${path} ${words.join(' ')}`);
      }
      leaveSignIn(person, -1);
    }
});

test('a broken file is named without its content', async (t) => {
  const person = await customer(t);
  person.write(tokenPath, '{"accessToken": "very-secret", "expiresAt": "never"');
  for (const words of [['use', profileName], ['status'], ['list'], ['logout']]) {
    const { stdout, stderr } = await person.jpaws(words, { JPAWS_CONTRACT: '1' });
    assert.doesNotMatch(stdout + stderr, /very-secret/, words.join(' '));
  }
});

test('debug variables of the runtime and of SDKs show no secret', async (t) => {
  const person = await customer(t);
  leaveSignIn(person, -1);
  const env = { DEBUG: '*', NODE_DEBUG: 'http,https,net,stream,fs', AWS_SDK_JS_LOG: 'debug', JPAWS_DEBUG: '1' };
  const { status } = await saidBy(person, ['export', profileName], env);
  assert.equal(status, 0);
});

/** Argument lists of the process and of all below it, and the environments of those below, while it runs. */
async function watch(running: Running): Promise<{ words: string[]; environments: string[] }> {
  const seen = { words: new Set<string>(), environments: new Set<string>() };
  let isOver = false;
  void running.ended.then(() => (isOver = true));
  while (!isOver) {
    const own = procFile(running.pid, 'cmdline');
    for (const pid of familyOf(running.pid)) {
      const words = procFile(pid, 'cmdline');
      seen.words.add(words);
      // Until it executes a program, a child shows the words and the environment of the process that it was forked from.
      if (words !== own) seen.environments.add(procFile(pid, 'environ'));
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return { words: [...seen.words], environments: [...seen.environments] };
}

function procFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return '';
  }
}

function familyOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? procFile(Number(name), 'stat') : '';
    if (stat !== '') parents.set(Number(name), Number(stat.split(') ').at(-1)?.split(' ')[1]));
  }
  const family = [root];
  for (const pid of family) for (const [child, parent] of parents) if (parent === pid) family.push(child);
  return family;
}

const needsProc = process.platform === 'linux' ? false : 'needs /proc';

test('no secret is in an argument list or in the environment of a child', { skip: needsProc }, async (t) => {
  const person = await customer(t);
  const keys = { AWS_SECRET_ACCESS_KEY: 'a-key-of-before', AWS_SESSION_TOKEN: 'a-token-of-before' };
  const env = { JPAWS_CONTRACT: '1', BROWSER: browserIn(person.desk, 'follow'), ...keys };
  const seen = await watch(person.start(['login'], env));
  const used = await watch(person.start(['use', profileName], env));
  assert.equal(browsersSeen(person.desk).length, 1);
  assert.ok(
    seen.words.some((line) => line.includes('/authorize?')),
    'the control: the browser was seen',
  );
  assert.ok(
    seen.environments.some((line) => line.includes(person.home)),
    'the control: its environment was seen',
  );
  const secrets = [...secretsOf(person.center), ...Object.values(keys)];
  for (const line of [...seen.words, ...used.words]) assert.deepEqual(found(line, secrets), []);
  for (const line of [...seen.environments, ...used.environments]) assert.deepEqual(found(line, secrets), []);
});

test('secrets are in the files of the AWS caches and in no other file', async (t) => {
  const person = await customer(t);
  const tmp = join(person.desk, 'tmp');
  const env = { BROWSER: browserIn(person.desk, 'follow'), TMPDIR: tmp };
  await person.jpaws(['login'], env);
  await person.use([profileName], env);
  await person.jpaws(['configure', 'more', '--account', '123456789012', '--yes'], env);
  const secrets = secretsOf(person.center);
  const holders = filesBelow(person.home).filter((file) => found(readFileSync(file, 'latin1'), secrets).length > 0);
  const folders = new Set(holders.map((file) => join(file, '..').slice(person.home.length)));
  assert.deepEqual([...folders].sort(), ['/.aws/cli/cache', '/.aws/sso/cache']);
  for (const file of filesBelow(person.desk).filter((name) => !/browser-\d+\.json$/.test(name)))
    assert.deepEqual(found(readFileSync(file, 'latin1'), secrets), [], file);
});

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test('keys that are replaced are kept nowhere, and that is said', async (t) => {
  const person = await customer(t);
  leaveRoleCredentials(person);
  const env = { AWS_ACCESS_KEY_ID: 'AKIABEFORE', AWS_SECRET_ACCESS_KEY: 'a-key-of-before' };
  const { stdout, stderr } = await person.use([profileName], env);
  assert.doesNotMatch(stdout + stderr, /a-key-of-before|AKIABEFORE/);
  assert.match(stderr, /^warning: the keys that were set before are replaced; they are kept nowhere/m);
});
