import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credentialsInEffect } from '../../src/flows/credentials-in-effect.ts';
import { fails } from '../support/fails.ts';
import { memoryWorld } from '../support/memory-world.ts';
import { AT, CONFIG, CREDENTIALS, HOWTO_CONFIG, roleFile, roleText } from '../support/sample-files.ts';

const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'SECRET-env' };

const FILES = {
  [CONFIG]: `${HOWTO_CONFIG}[profile keys]\nregion = eu-north-1\naws_access_key_id = AKIACONFIG\naws_secret_access_key = SECRET-config\n`,
  [CREDENTIALS]:
    '[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = SECRET-default\naws_session_token = SECRET-token\n' +
    '[half]\naws_access_key_id = AKIAHALF\n[koa-dev-customer]\naws_access_key_id = AKIANOT\naws_secret_access_key = x\n',
  [roleFile()]: roleText(AT.fresh),
};

const world = (env: Readonly<Record<string, string>> = {}) => memoryWorld({ env, files: FILES });
const keyOf = async (env: Readonly<Record<string, string>>, named?: string): Promise<string> =>
  (await credentialsInEffect(world(env).world, named, true)).keys.accessKeyId;

const precedence: readonly (readonly [
  what: string,
  env: Readonly<Record<string, string>>,
  named: string | undefined,
  key: string,
])[] = [
  [
    'keys of the environment come before AWS_PROFILE',
    { ...KEYS, AWS_PROFILE: 'koa-dev-customer' },
    undefined,
    'AKIAENV',
  ],
  ['a named profile comes before keys of the environment', KEYS, 'koa-dev-customer', 'ASIAOLD'],
  ['a named profile comes before AWS_PROFILE', { AWS_PROFILE: 'keys' }, 'koa-dev-customer', 'ASIAOLD'],
  [
    'AWS_PROFILE comes before AWS_DEFAULT_PROFILE',
    { AWS_PROFILE: 'koa-dev-customer', AWS_DEFAULT_PROFILE: 'keys' },
    undefined,
    'ASIAOLD',
  ],
  ['AWS_DEFAULT_PROFILE comes before default', { AWS_DEFAULT_PROFILE: 'koa-dev-customer' }, undefined, 'ASIAOLD'],
  ['default is the last', {}, undefined, 'AKIADEFAULT'],
  [
    'empty variables count as not set',
    { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_PROFILE: '' },
    undefined,
    'AKIADEFAULT',
  ],
  ['keys in the config file are taken', {}, 'keys', 'AKIACONFIG'],
  ['SSO keys win over static keys of the same profile', {}, 'koa-dev-customer', 'ASIAOLD'],
];

for (const [what, env, named, key] of precedence) {
  test(what, async () => {
    assert.equal(await keyOf(env, named), key);
  });
}

test('the older name of the session token is read first, as by the AWS CLI', async () => {
  const env = { ...KEYS, AWS_SECURITY_TOKEN: 'SECRET-older', AWS_SESSION_TOKEN: 'SECRET-newer' };
  const { keys } = await credentialsInEffect(world(env).world, undefined, true);
  assert.equal(keys.sessionToken?.reveal(), 'SECRET-older');
});

test('keys of the environment keep their expiration; expired ones are refused with when', async () => {
  const live = world({ ...KEYS, AWS_CREDENTIAL_EXPIRATION: '2026-11-23T12:10:00+00:00' });
  assert.equal(
    (await credentialsInEffect(live.world, undefined, true)).keys.expiration,
    Date.UTC(2026, 10, 23, 12, 10),
  );
  const dead = world({ ...KEYS, AWS_CREDENTIAL_EXPIRATION: AT.past });
  assert.match(
    (await fails(credentialsInEffect(dead.world, undefined, true), 'KEYS_EXPIRED')).message,
    /2026-11-23T11:00:00Z/,
  );
});

test('region and settings come with the profile', async () => {
  const of = async (named: string) => (await credentialsInEffect(world().world, named, true)).region;
  assert.deepEqual(
    [await of('keys'), await of('koa-dev-customer'), await of('default')],
    ['eu-north-1', 'eu-west-1', undefined],
  );
  const env = world({ ...KEYS, AWS_REGION: '', AWS_DEFAULT_REGION: 'us-east-1' });
  assert.equal((await credentialsInEffect(env.world, undefined, true)).region, 'us-east-1');
});

test('a session token of the credentials file comes along', async () => {
  const { keys } = await credentialsInEffect(world().world, undefined, true);
  assert.equal(keys.sessionToken?.reveal(), 'SECRET-token');
});

test('half a key pair, a profile of another kind and an unknown one are named', async () => {
  await fails(credentialsInEffect(world().world, 'half', true), 'NO_CREDENTIALS');
  await fails(credentialsInEffect(world().world, 'koa-dev-custmer', true), 'PROFILE_UNKNOWN');
  const role = memoryWorld({ files: { [CONFIG]: '[profile r]\nrole_arn = x\n' } });
  await fails(credentialsInEffect(role.world, 'r', true), 'PROFILE_NOT_SSO');
});

test('half a key pair in the environment is refused as by the AWS CLI, not passed over', async () => {
  for (const env of [{ AWS_ACCESS_KEY_ID: 'AKIA' }, { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: '' }]) {
    await fails(credentialsInEffect(world(env).world, undefined, true), 'KEYS_INCOMPLETE');
  }
  assert.equal(await keyOf({ AWS_SECRET_ACCESS_KEY: 'x' }), 'AKIADEFAULT');
});

test('keys whose end cannot be read are refused: they never count as endless', async () => {
  const { world: odd } = world({ ...KEYS, AWS_CREDENTIAL_EXPIRATION: 'garbage' });
  await fails(credentialsInEffect(odd, undefined, true), 'KEYS_EXPIRED');
});

test('keys of the environment do not make up for a profile that is not there, as in the AWS CLI', async () => {
  for (const name of ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE']) {
    const { world: missing } = world({ ...KEYS, [name]: 'nosuch' });
    await fails(credentialsInEffect(missing, undefined, true), 'PROFILE_UNKNOWN');
  }
});
