import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isError } from '../../src/domain/errors.ts';
import type { SsoSession } from '../../src/domain/profiles.ts';
import { chooseSession } from '../../src/domain/session-choice.ts';

const wanted = {
  startUrl: 'https://example.awsapps.com/start',
  ssoRegion: 'eu-west-1',
  scopes: ['sso:account:access'],
};
const session = (name: string, more: Partial<SsoSession> = {}): SsoSession => ({
  kind: 'sso-session',
  name,
  ...wanted,
  ...more,
});
const choose = (given: string | undefined, existing: readonly SsoSession[]) =>
  chooseSession(wanted, { given, profile: 'p' }, existing);

test('without any, a new session is named after the profile', () => {
  assert.deepEqual(choose(undefined, []), { session: session('p'), isNew: true });
});

test('a name that is given makes a new session of that name', () => {
  assert.deepEqual(choose('mine', [session('other')]), { session: session('mine'), isNew: true });
});

test('an existing session with the same start URL, region and scopes serves the new profile too', () => {
  assert.deepEqual(choose(undefined, [session('other')]), { session: session('other'), isNew: false });
});

test("the profile's own name comes before another that would serve", () => {
  assert.equal(choose(undefined, [session('other'), session('p')]).session.name, 'p');
});

test('the order of scopes does not matter, a missing or a further one does', () => {
  const two = { ...wanted, scopes: ['b', 'a'] };
  const name = { given: undefined, profile: 'p' };
  assert.equal(chooseSession(two, name, [session('other', { scopes: ['a', 'b'] })]).session.name, 'other');
  assert.equal(chooseSession(two, name, [session('other', { scopes: ['a'] })]).session.name, 'p');
  assert.equal(chooseSession(two, name, [session('other', { scopes: ['a', 'b', 'c'] })]).session.name, 'p');
  assert.equal(chooseSession(two, name, [session('other', { scopes: undefined })]).session.name, 'p');
});

test('another start URL, another region and a legacy session do not serve', () => {
  const others = [
    session('x', { startUrl: 'https://other.awsapps.com/start' }),
    session('y', { ssoRegion: 'us-east-1' }),
    session('z', { kind: 'legacy' }),
  ];
  assert.equal(choose(undefined, others).session.name, 'p');
});

test('a name that belongs to a session with other values is refused', () => {
  for (const given of ['p', undefined]) {
    assert.throws(
      () => choose(given, [session('p', { ssoRegion: 'us-east-1' })]),
      (error) => isError(error, 'CONFIG_VALUE_REFUSED'),
    );
  }
});

test('nothing of the wish but the three values gets into the session', () => {
  const preset = { ...wanted, roleName: 'role' };
  assert.deepEqual(chooseSession(preset, { given: undefined, profile: 'p' }, []).session, session('p'));
});
