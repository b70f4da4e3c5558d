// How often the services are asked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leaveRoleCredentials, leaveSignIn } from './aws-cli-files.ts';
import { customer, profileName } from './person.ts';

test('use with cached credentials asks nobody', async (t) => {
  const person = await customer(t);
  const { AccessKeyId } = leaveRoleCredentials(person);
  const { status, stdout } = await person.use([profileName]);
  assert.equal(status, 0);
  assert.match(stdout, new RegExp(`^set AWS_ACCESS_KEY_ID=${AccessKeyId}$`, 'm'));
  assert.deepEqual(person.asked(), []);
});

test('use with a live token makes one call', async (t) => {
  const person = await customer(t);
  leaveSignIn(person);
  assert.equal((await person.use([profileName])).status, 0);
  assert.deepEqual(person.asked(), ['/federation/credentials']);
});

test('use with an expired token refreshes once and makes one call', async (t) => {
  const person = await customer(t);
  leaveSignIn(person, -1);
  assert.equal((await person.use([profileName])).status, 0);
  assert.deepEqual(person.asked(), ['/token', '/federation/credentials']);
});

test('a token is refreshed in its last 15 minutes', async (t) => {
  const person = await customer(t);
  leaveSignIn(person, 14);
  assert.equal((await person.use([profileName])).status, 0);
  assert.deepEqual(person.asked(), ['/token', '/federation/credentials']);
});

test('role credentials are replaced in their last 15 minutes', async (t) => {
  const person = await customer(t);
  leaveSignIn(person);
  leaveRoleCredentials(person, 14);
  const { stdout } = await person.use([profileName]);
  assert.doesNotMatch(stdout, /ASIACACHED/);
  assert.deepEqual(person.asked(), ['/federation/credentials']);
});

test('--force asks for new credentials although the cached ones are fresh', async (t) => {
  const person = await customer(t);
  leaveSignIn(person);
  leaveRoleCredentials(person);
  const { stdout } = await person.use([profileName, '--force']);
  assert.doesNotMatch(stdout, /ASIACACHED/);
  assert.deepEqual(person.asked(), ['/federation/credentials']);
});

test('a refresh that fails is a warning while the token lives', async (t) => {
  const person = await customer(t, {
    faults: [{ path: '/token', fault: { kind: 'error', status: 400, type: 'InvalidGrantException' } }],
  });
  leaveSignIn(person, 10);
  const { status, stderr } = await person.use([profileName]);
  assert.equal(status, 0, stderr);
  assert.match(stderr, /^warning: the sign-in could not be renewed /m);
});

test('role credentials that still live are used when no new ones can be had', async (t) => {
  const person = await customer(t, { faults: [{ path: '/federation/credentials', fault: { kind: 'html' } }] });
  leaveSignIn(person);
  leaveRoleCredentials(person, 10);
  const { status, stdout, stderr } = await person.use([profileName]);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /ASIACACHED/);
  assert.match(stderr, /^warning: no new credentials .*; the cached ones are used to their end$/m);
});

for (const words of [['list'], ['status'], ['__complete', '--', 'use', ''], ['clear'], ['init', 'zsh'], ['--help']]) {
  test(`jpaws ${words.join(' ')} asks nobody`, async (t) => {
    const person = await customer(t);
    leaveSignIn(person, -1);
    assert.equal((await person.jpaws(words, { JPAWS_CONTRACT: '1' })).status, 0);
    assert.deepEqual(person.asked(), []);
  });
}
