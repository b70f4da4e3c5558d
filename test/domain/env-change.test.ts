import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  activate,
  activeMode,
  deactivate,
  foreignProfile,
  isActive,
  renewalTime,
  type Activation,
  type EnvChange,
} from '../../src/domain/env-change.ts';
import type { Env } from '../../src/domain/env.ts';
import { Secret } from '../../src/domain/secret.ts';
import { instant, later, minutes, type Instant } from '../../src/domain/units.ts';
import { encodeReply, parseReply } from '../../src/shells/reply.ts';

const NOW = instant(Date.UTC(2026, 10, 23, 12, 0, 0));

const activation = (profile: string, more: Partial<Activation> = {}): Activation => ({
  mode: 'keys',
  profile,
  region: 'eu-west-1',
  accountId: '931827427725',
  roleName: 'reader',
  credentials: {
    accessKeyId: `ASIA-${profile}`,
    secretAccessKey: new Secret(`secret-${profile}`),
    sessionToken: new Secret(`token-${profile}`),
    expiration: later(NOW, minutes(60)),
  },
  renewAt: later(NOW, minutes(45)),
  ...more,
});

/** What a shell's environment is after the change went over the contract. */
function applied(env: Env, change: EnvChange): Record<string, string> {
  const { unset, set } = parseReply(encodeReply(change));
  const after = new Map(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
  for (const name of unset) after.delete(name);
  for (const [name, value] of set) after.set(name, value);
  return Object.fromEntries([...after].sort(([one], [other]) => (one < other ? -1 : 1)));
}

const used = (env: Env, given: Activation): Record<string, string> => applied(env, activate(env, given).change);
const left = (env: Env): Record<string, string> => applied(env, deactivate(env).change);

test('mode keys sets exactly the promised variables', () => {
  assert.deepEqual(used({ PATH: '/bin' }, activation('a')), {
    AWS_ACCESS_KEY_ID: 'ASIA-a',
    AWS_CREDENTIAL_EXPIRATION: '2026-11-23T13:00:00+00:00',
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_REGION: 'eu-west-1',
    AWS_SECRET_ACCESS_KEY: 'secret-a',
    AWS_SESSION_TOKEN: 'token-a',
    AWS_SSO_PROFILE: 'a',
    JPAWS_EXPIRES: String(Date.UTC(2026, 10, 23, 13) / 1000),
    JPAWS_IDENTITY: '931827427725/reader/ASIA-a',
    JPAWS_PROFILE: 'a',
    JPAWS_RENEW_AT: String(Date.UTC(2026, 10, 23, 12, 45) / 1000),
    PATH: '/bin',
  });
});

test('mode profile sets AWS_PROFILE and no key', () => {
  assert.deepEqual(Object.keys(used({}, activation('a', { mode: 'profile' }))), [
    'AWS_DEFAULT_REGION',
    'AWS_PROFILE',
    'AWS_REGION',
    'JPAWS_EXPIRES',
    'JPAWS_IDENTITY',
    'JPAWS_PROFILE',
    'JPAWS_RENEW_AT',
  ]);
});

const BEATING = [
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_SECURITY_TOKEN',
  'AWS_SESSION_EXPIRATION',
  'AWS_ACCOUNT_ID',
  'AWS_CREDENTIAL_SCOPE',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_ROLE_ARN',
  'AWS_ROLE_SESSION_NAME',
];

test('mode keys unsets everything that would beat or break the keys, empty or not', () => {
  for (const value of ['x', '']) {
    const { unset } = activate(Object.fromEntries(BEATING.map((name) => [name, value])), activation('a')).change;
    assert.deepEqual([...unset], [...BEATING].sort());
  }
});

test('mode profile unsets the keys too', () => {
  const keys = {
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'y',
    AWS_SESSION_TOKEN: 'z',
    AWS_CREDENTIAL_EXPIRATION: 'e',
  };
  assert.deepEqual([...activate(keys, activation('a', { mode: 'profile' })).change.unset], Object.keys(keys).sort());
});

test('what is not there is not unset', () => {
  assert.deepEqual(activate({}, activation('a')).change.unset, []);
});

test('names are sorted by their code units, so that equal input gives equal bytes', () => {
  const { unset, set } = activate(
    { AWS_SECURITY_TOKEN: 'x', AWS_PROFILE: 'mine', AWS_ACCOUNT_ID: '1' },
    activation('a'),
  ).change;
  assert.deepEqual(unset, [...unset].sort());
  const names = set.map(([name]) => name);
  assert.deepEqual(names, [...names].sort());
});

test('a switch of mode leaves nothing of the other mode', () => {
  const keys = used({}, activation('a'));
  assert.deepEqual(used(keys, activation('a', { mode: 'profile' })), used({}, activation('a', { mode: 'profile' })));
  const profile = used({}, activation('a', { mode: 'profile' }));
  assert.deepEqual(used(profile, activation('a')), used({}, activation('a')));
});

test('clear brings back profile and region of before, also after a second use', () => {
  const before = { AWS_PROFILE: 'mine', AWS_REGION: 'us-east-1', AWS_SSO_PROFILE: 'other', HOME: '/home/ada' };
  const active = used(used(before, activation('a')), activation('b'));
  assert.deepEqual(left(active), before);
});

test("a profile without a region leaves the person's own region alone", () => {
  const before = { AWS_REGION: 'us-east-1' };
  const active = used(before, activation('a', { region: undefined }));
  assert.equal(active['AWS_REGION'], 'us-east-1');
  assert.deepEqual(left(active), before);
});

test("a profile without a region does not keep the last profile's region, but the person's own", () => {
  assert.equal(used(used({}, activation('a')), activation('b', { region: undefined }))['AWS_REGION'], undefined);
  const own = used({ AWS_REGION: 'us-east-1' }, activation('a'));
  assert.equal(used(own, activation('b', { region: undefined }))['AWS_REGION'], 'us-east-1');
});

test('an empty AWS_PROFILE goes and does not come back', () => {
  const active = used({ AWS_PROFILE: '' }, activation('a'));
  assert.ok(!('AWS_PROFILE' in active));
  assert.deepEqual(left(active), {});
});

const SECRETS = {
  AWS_ACCESS_KEY_ID: 'AKIAMINE',
  AWS_SECRET_ACCESS_KEY: 'my-secret',
  AWS_SESSION_TOKEN: 'my-token',
  AWS_SECURITY_TOKEN: 'my-older-token',
  AWS_CONTAINER_AUTHORIZATION_TOKEN: 'my-bearer',
};

test('keys that were set before are kept nowhere, which is said', () => {
  const { change, replacesKeys } = activate({ ...SECRETS, AWS_PROFILE: 'mine' }, activation('a'));
  assert.equal(replacesKeys, true);
  const texts = encodeReply(change);
  assert.ok(texts.includes('"AWS_PROFILE": "mine"'), 'the control is there');
  for (const secret of Object.values(SECRETS)) assert.ok(!texts.includes(secret), secret);
  const active = used(SECRETS, activation('a'));
  assert.deepEqual(left(active), {});
});

test("jpaws's own keys are replaced without a word, foreign ones after a use are not", () => {
  const active = used({}, activation('a'));
  assert.equal(activate(active, activation('b')).replacesKeys, false);
  const byProfile = used({}, activation('a', { mode: 'profile' }));
  assert.equal(activate(byProfile, activation('b')).replacesKeys, false);
  assert.equal(activate({ ...byProfile, ...SECRETS }, activation('b')).replacesKeys, true);
});

test('a value that cannot be carried is unset and named', () => {
  for (const value of ['a\nb', 'a\rb', 'a\u0000b', '\ud800']) {
    const { change, lost } = activate(
      { AWS_PROFILE: value, AWS_REGION: 'us-east-1' },
      activation('a', { region: undefined }),
    );
    assert.deepEqual(lost, ['AWS_PROFILE']);
    assert.deepEqual(change.unset, ['AWS_PROFILE']);
    assert.deepEqual(left(applied({ AWS_PROFILE: value, AWS_REGION: 'us-east-1' }, change)), {
      AWS_REGION: 'us-east-1',
    });
  }
});

test('a damaged JPAWS_PREVIOUS is named, and clear still clears', () => {
  for (const damaged of ['{', '[]', 'null', 'x']) {
    const { change, lost } = deactivate({ ...used({}, activation('a')), JPAWS_PREVIOUS: damaged });
    assert.deepEqual(lost, ['JPAWS_PREVIOUS']);
    assert.deepEqual(change.set, []);
    assert.ok(change.unset.includes('AWS_ACCESS_KEY_ID') && change.unset.includes('JPAWS_PREVIOUS'));
  }
});

test('JPAWS_PREVIOUS from a stranger brings back only what clear may bring back, and never makes it fail', () => {
  const previous = {
    PATH: '/evil',
    AWS_ACCESS_KEY_ID: 'AKIA',
    JPAWS_PROFILE: 'x',
    AWS_PROFILE: 'mine',
    AWS_REGION: 'a\nb',
    AWS_ROLE_ARN: 7,
    AWS_SSO_PROFILE: '\ud800',
  };
  const { change, lost } = deactivate({ ...used({}, activation('a')), JPAWS_PREVIOUS: JSON.stringify(previous) });
  assert.deepEqual(change.set, [['AWS_PROFILE', 'mine']]);
  assert.deepEqual(lost, ['AWS_REGION', 'AWS_SSO_PROFILE']);
  assert.doesNotThrow(() => encodeReply(change));
});

test('clear where nothing is active changes nothing', () => {
  const { change } = deactivate({ AWS_PROFILE: 'mine', AWS_ACCESS_KEY_ID: 'AKIA', JPAWS_RENEW_AT: '1' });
  assert.deepEqual(change, { unset: [], set: [] });
});

test('active modes and foreign profiles are told apart', () => {
  assert.equal(activeMode({}), undefined);
  assert.equal(isActive({ JPAWS_PROFILE: '' }), false);
  const active = used({}, activation('a'));
  assert.equal(activeMode(active), 'keys');
  assert.equal(activeMode(used({}, activation('a', { mode: 'profile' }))), 'profile');
  assert.equal(foreignProfile(active), undefined);
  assert.equal(foreignProfile({ ...active, AWS_PROFILE: 'other' }), 'other');
  assert.equal(foreignProfile({ AWS_PROFILE: 'other' }), undefined);
});

const NAMES = [
  ...BEATING,
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_SSO_PROFILE',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_PAGER',
  'HOME',
];
const value = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom('', 'x', 'a\nb'));
const environment = fc.dictionary(fc.constantFrom(...NAMES), value).map((env): Record<string, string> => ({ ...env }));
const anyActivation = fc
  .record({
    profile: fc.constantFrom('a', 'b', 'å 😀'),
    mode: fc.constantFrom('keys' as const, 'profile' as const),
    region: fc.constantFrom(undefined, 'eu-west-1', 'us-east-1'),
  })
  .map(({ profile, mode, region }) => activation(profile, { mode, region }));

test('use b after use a is the same as clear and use b', () => {
  fc.assert(
    fc.property(environment, anyActivation, anyActivation, (env, a, b) => {
      const active = used(env, a);
      assert.deepEqual(used(active, b), used(left(active), b));
    }),
  );
});

test('clear gives back what was there, but for keys and for what cannot be carried', () => {
  const restored = new Set(
    NAMES.filter((name) => !/KEY|TOKEN$|SCOPE|ACCOUNT_ID|EXPIRATION/.test(name)).concat('AWS_WEB_IDENTITY_TOKEN_FILE'),
  );
  fc.assert(
    fc.property(environment, anyActivation, (env, a) => {
      const { lost } = activate(env, a);
      const expected = Object.entries(env).filter(
        ([name, held]) =>
          ['AWS_PAGER', 'HOME'].includes(name) || (restored.has(name) && held !== '' && !lost.includes(name)),
      );
      assert.deepEqual(left(used(env, a)), applied(Object.fromEntries(expected), { unset: [], set: [] }));
    }),
  );
});

test('the renewal is 15 minutes before the end, and never right now', () => {
  const renewals: readonly (readonly [end: Instant, at: Instant])[] = [
    [later(NOW, minutes(60)), later(NOW, minutes(45))],
    [later(NOW, minutes(17)), later(NOW, minutes(2))],
    [later(NOW, minutes(10)), later(NOW, minutes(8))],
    [later(NOW, minutes(1)), later(NOW, minutes(1))],
    [later(NOW, minutes(-5)), later(NOW, minutes(1))],
  ];
  for (const [end, at] of renewals) assert.equal(renewalTime(end, NOW), at);
});
