import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryWorld } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';
import { CONFIG, HOWTO_CONFIG, START_URL } from '../support/sample-files.ts';

test('every flag reaches its value', async () => {
  const memory = memoryWorld();
  const line = `configure koa-dev-customer --account 931827427725 --role idp_customer_access --session koa-dev-customer --start-url ${START_URL} --sso-region eu-west-1 --region eu-west-1 --output json --scopes sso:account:access`;
  const { stdout, stderr, exitCode } = await runInMemory(memory, ...line.split(' '));
  assert.deepEqual([stdout, exitCode, memory.files.texts.get(CONFIG)], ['', 0, HOWTO_CONFIG]);
  assert.match(stderr, /^Added "koa-dev-customer"/);
});

test('--yes without an account is a usage error', async () => {
  const { exitCode, stderr } = await runInMemory(memoryWorld(), 'configure', 'a', '--yes');
  assert.equal(exitCode, 2);
  assert.match(stderr, /--account/);
});
