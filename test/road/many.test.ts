// Many at once: one refresh, one sign-in, and everybody served.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leaveSignIn, type TokenFields, tokenPath } from './aws-cli-files.ts';
import { browserIn, browsersSeen } from './browsers.ts';
import { customer, type Person, profileName } from './person.ts';

const ROUNDS = 20;
const TOGETHER = 20;
const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

async function exportTogether(person: Person): Promise<void> {
  person.forget();
  const all = await Promise.all(times(TOGETHER, () => person.jpaws(['export', profileName])));
  for (const { status, stdout, stderr } of all) {
    assert.equal(status, 0, stderr);
    assert.equal(stderr, '');
    assert.equal((JSON.parse(stdout) as { Version: number }).Version, 1);
  }
}

test(`${TOGETHER} exports with an expired token refresh it once, ${ROUNDS} rounds in a row`, async (t) => {
  const person = await customer(t);
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { accessToken } = leaveSignIn(person, -1);
    for (const file of person.list('cli', 'cache')) person.remove('cli', 'cache', file);
    await exportTogether(person);
    assert.equal(person.asked().filter((path) => path === '/token').length, 1, `round ${round}`);
    const token = JSON.parse(person.read(...tokenPath)) as TokenFields;
    assert.notEqual(token.accessToken, accessToken);
    const { used } = person.center.state.refreshTokens.get(token.refreshToken ?? '') ?? {};
    assert.equal(used, false, 'the next refresh can begin with this file');
  }
  assert.deepEqual(person.list('sso', 'cache'), [tokenPath[2]]);
});

test('ten logins at once open one browser, and all succeed', async (t) => {
  const person = await customer(t);
  const env = { BROWSER: browserIn(person.desk, 'follow') };
  const all = await Promise.all(times(10, () => person.jpaws(['login'], env)));
  for (const { status, stderr } of all) assert.equal(status, 0, stderr);
  assert.equal(browsersSeen(person.desk).length, 1);
  assert.equal(person.asked().filter((path) => path === '/token').length, 1);
});

test('who comes second to a sign-in says that it waits', async (t) => {
  const person = await customer(t);
  const first = person.start(['login', '--pkce', '--no-browser']);
  const [, address = ''] = await first.untilSaid(/^ {2}(http:\S+)\s/m);
  const second = person.start(['login', '--pkce', '--no-browser']);
  await second.untilSaid(/Another sign-in to "koa-dev-customer" is under way; waiting for it\./);
  await fetch(address);
  for (const login of [first, second]) assert.equal((await login.ended).status, 0);
  assert.doesNotMatch(second.stderr(), /authorize/);
});

test('a logout during a refresh is not undone by it', async (t) => {
  const person = await customer(t, { faults: [{ path: '/token', fault: { kind: 'delay', milliseconds: 600 } }] });
  leaveSignIn(person, -1);
  const refreshing = person.jpaws(['export', profileName]);
  while (!person.asked().includes('/token')) await new Promise((resolve) => setTimeout(resolve, 10));
  const { status, stderr } = await person.jpaws(['logout']);
  assert.equal(status, 0, stderr);
  await refreshing;
  assert.deepEqual(person.list('sso', 'cache'), []);
});

test('who waits for a sign-in that is killed signs in by itself, at once', async (t) => {
  const person = await customer(t);
  const words = ['login', '--pkce', '--no-browser'];
  const first = person.start(words);
  await first.untilSaid(/^ {2}(http:\S+)\s/m);
  const second = person.start(words);
  await second.untilSaid(/waiting for it\./);
  first.kill('SIGKILL');
  const killedAt = Date.now();
  const [, address = ''] = await second.untilSaid(/^ {2}(http:\S+)\s/m);
  assert.ok(Date.now() - killedAt < 3000);
  await fetch(address);
  assert.equal((await second.ended).status, 0);
});

test('who waits for a sign-in that fails signs in by itself', async (t) => {
  const person = await customer(t);
  const words = ['login', '--pkce', '--no-browser'];
  const first = person.start(words);
  await first.untilSaid(/^ {2}(http:\S+)\s/m);
  const second = person.start(words);
  await second.untilSaid(/waiting for it\./);
  first.kill('SIGINT');
  assert.equal((await first.ended).status, 130);
  const [, address = ''] = await second.untilSaid(/^ {2}(http:\S+)\s/m);
  await fetch(address);
  assert.equal((await second.ended).status, 0);
});

test('Ctrl-C while waiting for the sign-in of another process ends the waiting only', async (t) => {
  const person = await customer(t);
  const words = ['login', '--pkce', '--no-browser'];
  const first = person.start(words);
  const [, address = ''] = await first.untilSaid(/^ {2}(http:\S+)\s/m);
  const second = person.start(words);
  await second.untilSaid(/waiting for it\./);
  second.kill('SIGINT');
  assert.equal((await second.ended).status, 130);
  await fetch(address);
  assert.equal((await first.ended).status, 0);
});
