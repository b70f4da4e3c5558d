import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryWorld } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';
import { CONFIG, HOWTO_CONFIG } from '../support/sample-files.ts';

test('a value is set, and a second time nothing changes', async () => {
  const memory = memoryWorld({ files: { [CONFIG]: HOWTO_CONFIG } });
  const set = () => runInMemory(memory, 'profile', 'set', 'koa-dev-customer', 'region', 'us-east-1');
  assert.match((await set()).stderr, /^Set region of "koa-dev-customer"/);
  assert.match((await set()).stderr, /has this value already/);
  assert.equal(memory.files.texts.get(CONFIG), HOWTO_CONFIG.replace('region = eu-west-1', 'region = us-east-1'));
});

test('a secret is refused and not repeated', async () => {
  const { stderr, exitCode } = await runInMemory(
    memoryWorld(),
    'profile',
    'set',
    'a',
    'aws_secret_access_key',
    'SECRET-value',
  );
  assert.equal(exitCode, 5);
  assert.doesNotMatch(stderr, /SECRET/);
});
