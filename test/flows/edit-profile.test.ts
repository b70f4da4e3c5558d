import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isError } from '../../src/domain/errors.ts';
import { demandKey, removeProfile, setProfileValue } from '../../src/flows/edit-profile.ts';
import { memoryWorld } from '../support/memory-world.ts';
import { CONFIG, CREDENTIALS, HOWTO_CONFIG } from '../support/sample-files.ts';

const world = (config = HOWTO_CONFIG, credentials = '') =>
  memoryWorld({ files: { [CONFIG]: config, [CREDENTIALS]: credentials } });
const refuses = (act: () => unknown, code: Parameters<typeof isError>[1]) =>
  assert.throws(act, (error) => isError(error, code));

test('one value is set, every other byte stays', () => {
  const memory = world(`# mine\r\n${HOWTO_CONFIG}`);
  assert.deepEqual(
    setProfileValue(memory.world, { profile: 'koa-dev-customer', key: ['region'], value: 'us-east-1' }),
    { file: CONFIG, isChanged: true },
  );
  assert.equal(
    memory.files.texts.get(CONFIG),
    `# mine\r\n${HOWTO_CONFIG}`.replace('region = eu-west-1', 'region = us-east-1'),
  );
});

test('a value in a block is set', () => {
  const memory = world();
  setProfileValue(memory.world, { profile: 'koa-dev-customer', key: ['s3', 'signature_version'], value: 's3v4' });
  assert.match(memory.files.texts.get(CONFIG) ?? '', /^s3 =\s*\n\s+signature_version = s3v4$/m);
});

test('a value that is there already writes nothing', () => {
  const memory = world();
  const { isChanged } = setProfileValue(memory.world, {
    profile: 'koa-dev-customer',
    key: ['region'],
    value: 'eu-west-1',
  });
  assert.deepEqual([isChanged, memory.files.written], [false, []]);
});

test('keys, line breaks and odd names are refused', () => {
  const memory = world();
  for (const key of ['aws_secret_access_key', 'aws_access_key_id', 'aws_session_token'] as const) {
    refuses(() => setProfileValue(memory.world, { profile: 'a', key: [key], value: 'SECRET' }), 'CONFIG_VALUE_REFUSED');
  }
  refuses(
    () => setProfileValue(memory.world, { profile: 'a', key: ['region'], value: 'x\n[profile b]' }),
    'CONFIG_VALUE_REFUSED',
  );
  refuses(
    () => setProfileValue(memory.world, { profile: 'a]\n[b', key: ['region'], value: 'x' }),
    'CONFIG_VALUE_REFUSED',
  );
  assert.deepEqual(memory.files.written, []);
});

test('a broken file is named and stays', () => {
  const memory = world('[profile a]\nnonsense\n');
  refuses(() => setProfileValue(memory.world, { profile: 'a', key: ['region'], value: 'x' }), 'CONFIG_BROKEN');
});

test('a profile is taken out, its session stays', () => {
  const memory = world();
  removeProfile(memory.world, 'koa-dev-customer');
  assert.equal(memory.files.texts.get(CONFIG), HOWTO_CONFIG.slice(HOWTO_CONFIG.indexOf('[sso-session')));
});

test('an unknown profile, and one of the credentials file only, is not taken out, which is said', () => {
  const memory = world(HOWTO_CONFIG, '[keys]\naws_access_key_id = AKIA\n');
  refuses(() => removeProfile(memory.world, 'koa-dev-custmer'), 'PROFILE_UNKNOWN');
  refuses(() => removeProfile(memory.world, 'keys'), 'CONFIG_VALUE_REFUSED');
  assert.deepEqual(memory.files.written, []);
});

test('a key of the wrong form is a usage error', () => {
  refuses(() => demandKey('a.b.c', 'profile get'), 'USAGE');
  assert.deepEqual(demandKey('s3.x', 'profile get'), ['s3', 'x']);
});
