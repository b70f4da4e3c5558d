// The prompt's renewal with the packed program: silent where it can, brief where it cannot, never a browser.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../../src/emulator/faults/fault-rule.ts';
import { parseReply } from '../../src/shells/reply.ts';
import type { Ended, Env } from '../support/binary-run.ts';
import { leaveRoleCredentials, leaveSignIn, type TokenFields, tokenPath } from './aws-cli-files.ts';
import { browserIn, browsersSeen } from './browsers.ts';
import { customer, type Person, profileName } from './person.ts';

/** Longer than the three seconds of the promise by what a busy machine needs to start two processes. */
const LIMIT_MS = 3600;

const epoch = (text: string): number => Date.parse(text) / 1000;

/** A shell in which `use` has set credentials that end in ten minutes; they are in the cache as well. */
function shellOf(person: Person): Env {
  const keys = leaveRoleCredentials(person, 10);
  return {
    JPAWS_CONTRACT: '1',
    BROWSER: browserIn(person.desk, 'look'),
    AWS_ACCESS_KEY_ID: keys.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.SecretAccessKey,
    AWS_SESSION_TOKEN: keys.SessionToken,
    AWS_CREDENTIAL_EXPIRATION: keys.Expiration,
    AWS_SSO_PROFILE: profileName,
    JPAWS_PROFILE: profileName,
    JPAWS_IDENTITY: `931827427725/idp_customer_access/${keys.AccessKeyId}`,
    JPAWS_EXPIRES: String(epoch(keys.Expiration)),
    JPAWS_RENEW_AT: String(epoch(keys.Expiration) - 900),
  };
}

async function timed(run: () => Promise<Ended>): Promise<Ended & { readonly took: number }> {
  const start = performance.now();
  return { ...(await run()), took: performance.now() - start };
}

const setBy = ({ stdout }: Ended): Readonly<Record<string, string>> => Object.fromEntries(parseReply(stdout).set);
const asks = (person: Person, path: string): number => person.asked().filter((asked) => asked === path).length;
const token = (person: Person): TokenFields => JSON.parse(person.read(...tokenPath)) as TokenFields;

function assertRenewed(ended: Ended): void {
  assert.deepEqual([ended.status, ended.stderr], [0, '']);
  const set = setBy(ended);
  assert.match(set['AWS_ACCESS_KEY_ID'] ?? '', /^ASIA/);
  assert.notEqual(set['AWS_ACCESS_KEY_ID'], 'ASIACACHEDCACHEDCACH');
  assert.ok(Number(set['JPAWS_EXPIRES']) > Date.now() / 1000 + 3000);
}

/** Status 0, nothing but a later time, and one line without a secret. */
function assertPutOff(ended: Ended, says: RegExp): void {
  const { status, stderr } = ended;
  assert.equal(status, 0, stderr);
  const { JPAWS_RENEW_AT: at, ...others } = setBy(ended);
  assert.deepEqual(others, {});
  assert.ok(Math.abs(Number(at) - Date.now() / 1000 - 60) < 5, at);
  assert.match(stderr, /^koa-dev-customer: not renewed, (?:10|9) min left: [^\n]+\n$/);
  assert.match(stderr, says);
}

test('a sign-in that can be refreshed renews the shell without a word, with one call of each service', async (t) => {
  const person = await customer(t);
  const { refreshToken, accessToken } = leaveSignIn(person, -1);
  const ended = await person.jpaws(['__renew'], shellOf(person));
  assertRenewed(ended);
  assert.deepEqual(person.asked(), ['/token', '/federation/credentials']);
  assert.notEqual(token(person).refreshToken, refreshToken);
  assert.notEqual(token(person).accessToken, accessToken);
});

test('twenty shells that renew at once refresh the token once, and all are served', async (t) => {
  const person = await customer(t);
  leaveSignIn(person, -1);
  const env = shellOf(person);
  const all = await Promise.all(Array.from({ length: 20 }, () => person.jpaws(['__renew'], env)));
  assert.equal(asks(person, '/token'), 1);
  assert.equal(asks(person, '/federation/credentials'), 1);
  const renewed = all.filter(({ stderr }) => stderr === '');
  renewed.forEach(assertRenewed);
  // On a busy machine some of forty processes may not come to their turn within three seconds.
  assert.ok(renewed.length >= 10, `${renewed.length} of 20`);
  for (const ended of all.filter(({ stderr }) => stderr !== '')) assertPutOff(ended, /no answer came/);
});

const HANGING: Readonly<Record<string, string>> = {
  'the sign-in service': '/token',
  'the portal': '/federation/credentials',
};
for (const [name, path] of Object.entries(HANGING)) {
  test(`three seconds are the limit where ${name} never answers`, async (t) => {
    const person = await customer(t, { faults: [{ path, fault: { kind: 'hang' } }] });
    leaveSignIn(person, -1);
    const ended = await timed(() => person.jpaws(['__renew'], shellOf(person)));
    assertPutOff(ended, /no answer came within 3 seconds/);
    assert.ok(ended.took < LIMIT_MS, `${ended.took} ms`);
    assert.ok(ended.took > 2000, `the control: ${ended.took} ms`);
  });
}

test('three seconds are the limit also where another process holds the lock', async (t) => {
  const person = await customer(t, { faults: [{ path: '/token', fault: { kind: 'hang' } }] });
  leaveSignIn(person, -1);
  const holder = person.start(['export', profileName]);
  while (!person.asked().includes('/token')) await sleep(10);
  const ended = await timed(() => person.jpaws(['__renew'], shellOf(person)));
  holder.kill('SIGKILL');
  assertPutOff(ended, /no answer came/);
  assert.ok(ended.took < LIMIT_MS, `${ended.took} ms`);
  assert.equal(asks(person, '/token'), 1);
});

test('what a renewal leaves behind without an answer keeps the next command waiting for seconds only', async (t) => {
  const person = await customer(t, { faults: [{ path: '/token', fault: { kind: 'hang' } }] });
  leaveSignIn(person, -1);
  const env = shellOf(person);
  assertPutOff(await person.jpaws(['__renew'], env), /no answer came/);
  person.center.settings.faults.length = 0;
  const used = await timed(() => person.use([profileName], env));
  assert.deepEqual([used.status, used.took < 9000], [0, true], `${used.took} ms ${used.stderr}`);
  assert.ok(used.took > 2000, `the control: ${used.took} ms`);
});

test('a refresh that is throttled is no reason to sign in, neither at the prompt nor in use', async (t) => {
  const person = await customer(t, { faults: [{ path: '/token', fault: { kind: 'throttle' } }] });
  leaveSignIn(person, -1);
  assertPutOff(await person.jpaws(['__renew'], shellOf(person)), /status 429 .*wait a minute and try again/);
  const used = await person.use([profileName, '--force']);
  assert.equal(used.status, 7, used.stderr);
  assert.match(used.stderr, /wait a minute and try again/);
});

test('what comes after the limit is not lost: the refresh token works on, and the next prompt has the new keys', async (t) => {
  const slow: Fault = { kind: 'delay', milliseconds: 3500 };
  const person = await customer(t, { faults: [{ path: '/token', fault: slow }] });
  const { refreshToken } = leaveSignIn(person, -1);
  const env = shellOf(person);
  assertPutOff(await person.jpaws(['__renew'], env), /no answer came/);
  while (asks(person, '/federation/credentials') === 0) await sleep(20);
  await sleep(300);
  const stored = token(person);
  assert.notEqual(stored.refreshToken, refreshToken);
  assert.equal(person.center.state.refreshTokens.get(stored.refreshToken ?? '')?.used, false);
  person.forget();
  assertRenewed(await person.jpaws(['__renew'], env));
  assert.deepEqual(person.asked(), []);
});

test('Ctrl-C ends a renewal at once with 130 and no reply, and the refresh token is not lost', async (t) => {
  const person = await customer(t, { faults: [{ path: '/token', fault: { kind: 'delay', milliseconds: 1000 } }] });
  const { refreshToken } = leaveSignIn(person, -1);
  const env = shellOf(person);
  const renewing = person.start(['__renew'], env);
  while (!person.asked().includes('/token')) await sleep(10);
  const start = performance.now();
  renewing.kill('SIGINT');
  const { status, stdout } = await renewing.ended;
  assert.deepEqual([status, stdout], [130, '']);
  assert.ok(performance.now() - start < 800);
  while (token(person).refreshToken === refreshToken) await sleep(20);
  assertRenewed(await person.jpaws(['__renew'], env));
});

test('a sign-in that is dead is told in one line with what to run, and no browser opens', async (t) => {
  const person = await customer(t);
  const { refreshToken = '', accessToken } = leaveSignIn(person, -1);
  person.center.state.refreshTokens.delete(refreshToken);
  const env = shellOf(person);
  const ended = await person.jpaws(['__renew'], env);
  assertPutOff(ended, /; run: jpaws use koa-dev-customer\n$/);
  for (const secret of [refreshToken, accessToken, 'cached']) assert.ok(!ended.stderr.includes(secret));
  assert.equal(
    (await person.jpaws(['__renew'], { ...env, JPAWS_RENEW_AT: setBy(ended)['JPAWS_RENEW_AT'] })).stderr,
    '',
  );
  assert.deepEqual(browsersSeen(person.desk), []);

  const control = person.start(['login', '--pkce'], env);
  await control.untilSaid(/http/);
  for (const end = Date.now() + 10_000; browsersSeen(person.desk).length === 0 && Date.now() < end;) await sleep(20);
  control.kill('SIGINT');
  assert.equal(browsersSeen(person.desk).length, 1, 'the control: the trap sees a browser');
});

test('a network that is down is told in one line', async (t) => {
  const person = await customer(t);
  leaveSignIn(person, -1);
  const env = shellOf(person);
  await person.center.close();
  assertPutOff(await person.jpaws(['__renew'], env), /cannot reach 127\.0\.0\.1:\d+/);
});

/** The environments of the second processes that work for this person now (proc_pid_environ(5)). */
const environments = (person: Person): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('\0__fetch\0')) return [];
        return [readFileSync(`/proc/${pid}/environ`, 'utf8')];
      } catch {
        return [];
      }
    })
    .filter((environ) => environ.includes(`HOME=${person.home}\0`));

const noProc = process.platform === 'linux' ? false : 'only Linux shows the environment of a process';

test('the second process gets neither the keys of the shell nor its contract', { skip: noProc }, async (t) => {
  const person = await customer(t, { faults: [{ path: '/token', fault: { kind: 'delay', milliseconds: 500 } }] });
  leaveSignIn(person, -1);
  const renewing = person.start(['__renew'], shellOf(person));
  while (!person.asked().includes('/token')) await sleep(10);
  const [environ = '', ...others] = environments(person);
  assert.deepEqual(others, []);
  assert.match(environ, /AWS_ENDPOINT_URL=/);
  assert.doesNotMatch(environ, /SECRET_ACCESS_KEY|SESSION_TOKEN|ACCESS_KEY_ID|JPAWS_CONTRACT|cached/);
  assertRenewed(await renewing.ended);
});
