import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryWorld } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';
import { CONFIG, HOWTO_CONFIG } from '../support/sample-files.ts';

const person = () =>
  memoryWorld({ files: { [CONFIG]: `${HOWTO_CONFIG}[profile s]\ns3 =\n  signature_version = s3v4\n` } });
const get = (...words: string[]) => runInMemory(person(), 'profile', 'get', ...words);

test('a value is printed alone, one of a block too, and as JSON', async () => {
  assert.equal((await get('koa-dev-customer', 'region')).stdout, 'eu-west-1\n');
  assert.equal((await get('s', 's3.signature_version')).stdout, 's3v4\n');
  assert.deepEqual(JSON.parse((await get('s', 's3.signature_version', '--json')).stdout), {
    profile: 's',
    key: 's3.signature_version',
    value: 's3v4',
  });
});

test('a value that is not there ends with 1, an unknown profile with 5 and the near names, no key with 2', async () => {
  assert.equal((await get('s', 'region')).exitCode, 1);
  const unknown = await get('koa-dev-credentials', 'region');
  assert.equal(unknown.exitCode, 5);
  assert.match(unknown.stderr, /did you mean koa-dev-customer/);
  assert.equal((await get('s', 'a.b.c')).exitCode, 2);
});
