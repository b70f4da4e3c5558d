import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instantFromSeconds } from '../../src/domain/date-text.ts';
import { activate, epochSeconds, renewalTime } from '../../src/domain/env-change.ts';
import { postponement, renewableOf, renewedChange } from '../../src/domain/renewal.ts';
import { Secret } from '../../src/domain/secret.ts';
import { instant, later, minutes, seconds } from '../../src/domain/units.ts';

const NOW = instant(Date.UTC(2026, 10, 23, 12, 0, 0));
const credentials = (name: string, life = minutes(60)) => ({
  accessKeyId: `ASIA${name}`,
  secretAccessKey: new Secret(`secret-${name}`),
  sessionToken: new Secret(`token-${name}`),
  expiration: later(NOW, life),
});

const inSeconds = (change: { readonly set: readonly (readonly [string, string])[] }) =>
  instantFromSeconds(new Map(change.set).get('JPAWS_RENEW_AT'));

test('whatever the life of credentials and the moments of the attempts, exactly the first failure is a first one', () => {
  const lives = fc.integer({ min: 180, max: 12 * 3600 });
  const waits = fc.array(fc.integer({ min: 0, max: 3600 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(lives, waits, (life, delays) => {
      const expires = instant(NOW + life * 1000 + 345);
      const shell = {
        profile: 'a',
        holdsKeys: true,
        identity: undefined,
        expires: instantFromSeconds(epochSeconds(expires)),
      };
      let renewAt = instantFromSeconds(epochSeconds(renewalTime(expires, NOW)));
      for (const [at, delay] of delays.entries()) {
        const now = later(renewAt ?? NOW, seconds(delay));
        const { change, isFirst } = postponement({ ...shell, renewAt }, now);
        assert.equal(isFirst, at === 0);
        renewAt = inSeconds(change);
        const wait = ((renewAt ?? 0) - now) / 1000;
        const expected = isFirst ? 60 : 300;
        assert.ok(wait > expected - 1 && wait <= expected + 1, `${wait} s`);
      }
    }),
  );
});

test('a time that the shell does not know, or that someone has moved into the past, counts as a first failure', () => {
  const held = {
    profile: 'a',
    holdsKeys: true,
    identity: undefined,
    expires: later(NOW, minutes(60)),
    renewAt: instant(5000),
  };
  assert.equal(postponement(held, NOW).isFirst, true);
  assert.equal(postponement({ ...held, expires: undefined }, NOW).isFirst, true);
  assert.equal(postponement({ ...held, renewAt: undefined }, NOW).isFirst, true);
});

test('in both modes a renewal sets what use would set anew for the same profile, and no more', () => {
  for (const mode of ['keys', 'profile'] as const) {
    const active = (name: string) => {
      const { expiration, ...keys } = credentials(name);
      const renewAt = renewalTime(expiration, NOW);
      const role = { region: 'eu-west-1', accountId: '123456789012', roleName: 'reader' };
      return activate({}, { mode, profile: 'a', ...role, credentials: { ...keys, expiration }, renewAt });
    };
    const env = Object.fromEntries(active('OLD').change.set);
    const held = renewableOf(env) ?? assert.fail(mode);
    const { unset, set } = renewedChange(held, credentials('NEW'), NOW);
    assert.deepEqual(unset, []);
    assert.deepEqual({ ...env, ...Object.fromEntries(set) }, Object.fromEntries(active('NEW').change.set));
    const names = set.map(([name]) => name).filter((name) => !name.startsWith('JPAWS_'));
    assert.equal(names.length, mode === 'keys' ? 4 : 0);
  }
});
