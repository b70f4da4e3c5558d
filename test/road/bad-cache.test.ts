// Cache files that are broken, empty, foreign, half written, or cannot be written at all.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { binary, type Command, type Env, runCommand } from '../support/binary-run.ts';
import {
  leaveRoleCredentials,
  leaveSignIn,
  pythonDump,
  rolePath,
  signInElsewhere,
  tokenPath,
} from './aws-cli-files.ts';
import { browserIn } from './browsers.ts';
import { customer, type Person, profileName } from './person.ts';

const damages: Record<string, string | Uint8Array> = {
  empty: '',
  'half written': '{"startUrl": "https://jppol-sso.awsapps.com/start", "region": "eu-we',
  'of another program': '{"something": "else"}',
  'no object': '[1, 2]',
  'no text': new Uint8Array([0, 255, 254, 1]),
  'with a date that is none': pythonDump({ accessToken: 'x', expiresAt: 'tomorrow' }),
};

for (const [damage, content] of Object.entries(damages)) {
  test(`a token file that is ${damage} is named, is never fatal, and is healed by login`, async (t) => {
    const person = await customer(t);
    const file = person.write(tokenPath, content);
    const used = await person.use([profileName]);
    assert.deepEqual([used.status, used.stdout], [4, ''], used.stderr);
    assert.ok(used.stderr.includes(file), used.stderr);
    assert.match(used.stderr, /\n {2}run: jpaws login/);
    const { status, stderr } = await person.jpaws(['login'], { BROWSER: browserIn(person.desk, 'follow') });
    assert.equal(status, 0, stderr);
    assert.equal(stderr.split('is damaged').length - 1, 1, stderr);
    assert.equal((await person.use([profileName])).status, 0);
  });

  test(`a role file that is ${damage} is named and replaced`, async (t) => {
    const person = await customer(t);
    leaveSignIn(person);
    const file = person.write(rolePath, content);
    const { status, stderr } = await person.use([profileName]);
    assert.equal(status, 0, stderr);
    assert.ok(stderr.includes(file), stderr);
    assert.equal((await person.use([profileName])).stderr.includes('warning'), false);
  });
}

test('a broken registration does not hinder the login', async (t) => {
  const person = await customer(t);
  await person.jpaws(['login'], { BROWSER: browserIn(person.desk, 'follow') });
  const registration = person.list('sso', 'cache').find((name) => name !== tokenPath[2]) ?? '';
  person.write(['sso', 'cache', registration], '{"clientId": "abc');
  const { status, stderr } = await person.jpaws(['login', '--force'], { BROWSER: browserIn(person.desk, 'follow') });
  assert.equal(status, 0, stderr);
  assert.ok(stderr.includes(registration), stderr);
});

test('a registration that the service has forgotten is replaced by the device flow', async (t) => {
  const person = await customer(t);
  assert.equal((await person.jpaws(['login', '--device-code'])).status, 0);
  person.center.state.clients.clear();
  const { status, stderr } = await person.jpaws(['login', '--device-code', '--force']);
  assert.equal(status, 0, stderr);
});

test('foreign files in the cache folders are left alone', async (t) => {
  const person = await customer(t);
  const foreign = ['notes.txt', 'botocore-client-id-eu-west-1.json', '.hidden'];
  for (const name of foreign) person.write(['sso', 'cache', name], 'mine');
  await person.jpaws(['login'], { BROWSER: browserIn(person.desk, 'follow') });
  await person.jpaws(['logout']);
  for (const name of foreign) assert.equal(person.read('sso', 'cache', name), 'mine');
});

test('a folder in the place of the token file is named', async (t) => {
  const person = await customer(t);
  mkdirSync(join(person.home, '.aws', ...tokenPath), { recursive: true });
  const { status, stderr } = await person.use([profileName]);
  assert.equal(status, 4);
  assert.match(stderr, /is damaged or of another program/);
});

/** A home where nothing can be written, not even by root: it is mounted so in a namespace of its own. */
const mounting = ['unshare', process.getuid?.() === 0 ? '-m' : '-rm', 'sh', '-c'] as const;
const readOnly = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"';
const canMount = spawnSync(mounting[0], [...mounting.slice(1), readOnly, import.meta.dirname, 'true']).status === 0;
const needsMount = canMount ? false : 'needs the right to mount a folder read-only';

function inReadOnlyHome(person: Person, words: readonly string[], env: Env = {}): Command {
  const [program, ...flags] = mounting;
  return { program, words: [...flags, readOnly, person.home, binary, ...words], env: { ...person.env, ...env } };
}

test(
  'in a read-only home, use works with a live token and says what it could not keep',
  { skip: needsMount },
  async (t) => {
    const person = await customer(t);
    leaveSignIn(person);
    const command = inReadOnlyHome(person, ['use', profileName], { JPAWS_CONTRACT: '1' });
    const { status, stdout, stderr } = await runCommand(t, command);
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^set AWS_ACCESS_KEY_ID=ASIA/m);
    assert.match(stderr, /^warning: cannot write .*; it is used for this call only$/m);
    assert.deepEqual(person.list('cli', 'cache'), []);
  },
);

test(
  'in a read-only home, a refreshed token is used for the call, and that is said',
  { skip: needsMount },
  async (t) => {
    const person = await customer(t);
    leaveSignIn(person, -1);
    const before = person.read(...tokenPath);
    const command = inReadOnlyHome(person, ['export', profileName]);
    const { status, stderr } = await runCommand(t, command);
    assert.equal(status, 0, stderr);
    assert.match(
      stderr,
      new RegExp(`^warning: cannot write .*${tokenPath[2] ?? ''}: .*; it is used for this call only$`, 'm'),
    );
    assert.equal(person.read(...tokenPath), before);
  },
);

test(
  'in a read-only home, configure fails with the file’s name and changes nothing',
  { skip: needsMount },
  async (t) => {
    const person = await customer(t);
    const before = person.read('config');
    const words = ['configure', 'new', '--account', '123456789012', '--yes'];
    const command = inReadOnlyHome(person, words);
    const { status, stderr } = await runCommand(t, command);
    assert.equal(status, 5, stderr);
    assert.ok(stderr.includes(`jpaws: cannot write ${join(person.home, '.aws', 'config')}: `), stderr);
    assert.equal(person.read('config'), before);
  },
);

test('where the caches can hold nothing, use works all the same', async (t) => {
  const person = await customer(t);
  leaveSignIn(person);
  person.write(['cli'], 'a file in the place of the folder');
  person.write(['jpaws'], 'a file in the place of the folder');
  const { status, stdout, stderr } = await person.use([profileName]);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^set AWS_ACCESS_KEY_ID=ASIA/m);
  assert.match(stderr, /^warning: cannot write /m);
});

test('cached credentials of another account are never those of this profile', async (t) => {
  const person = await customer(t);
  const fields = signInElsewhere(person.center);
  person.write(tokenPath, pythonDump(fields));
  leaveRoleCredentials(person);
  const other = person.read('config').replace('931827427725', '404418236215');
  person.write(['config'], other);
  const { stdout } = await person.use([profileName]);
  assert.doesNotMatch(stdout, /ASIACACHED/);
  assert.match(stdout, /^set AWS_ACCESS_KEY_ID=ASIA/m);
});

test('a registration that the service has forgotten keeps a browser sign-in from its end once only', async (t) => {
  const person = await customer(t);
  const env = { BROWSER: browserIn(person.desk, 'follow') };
  assert.equal((await person.jpaws(['login'], env)).status, 0);
  person.center.state.clients.clear();
  const stuck = person.start(['login', '--force'], env);
  await stuck.untilSaid(/^ {2}http:\S+\s/m);
  stuck.kill('SIGINT');
  assert.equal((await stuck.ended).status, 130);
  const { status, stderr } = await person.jpaws(['login', '--force'], env);
  assert.equal(status, 0, stderr);
});

test('a logout that the service does not hear of takes the files away all the same, and says so', async (t) => {
  const person = await customer(t);
  leaveSignIn(person);
  leaveRoleCredentials(person);
  await person.center.close();
  const { status, stderr } = await person.jpaws(['logout']);
  assert.equal(status, 0, stderr);
  assert.match(stderr, /^warning: the service was not told \(cannot reach /m);
  assert.deepEqual([person.list('sso', 'cache'), person.list('cli', 'cache')], [[], []]);
});
