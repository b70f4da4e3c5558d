import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryWorld } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';
import { AT, CONFIG, HOWTO_CONFIG, roleFile, roleText } from '../support/sample-files.ts';

const person = (env: Readonly<Record<string, string>> = {}) =>
  memoryWorld({ env, files: { [CONFIG]: HOWTO_CONFIG, [roleFile()]: roleText(AT.fresh) } });

test('without a format it is JSON for credential_process', async () => {
  const { stdout, stderr } = await runInMemory(person(), 'export', 'koa-dev-customer');
  assert.equal(stderr, '');
  assert.deepEqual(JSON.parse(stdout), {
    Version: 1,
    AccessKeyId: 'ASIAOLD',
    SecretAccessKey: 'SECRET-key-old',
    SessionToken: 'SECRET-session-old',
    Expiration: '2026-11-23T13:00:00+00:00',
  });
});

test('a format gives its lines', async () => {
  const { stdout } = await runInMemory(person(), 'export', 'koa-dev-customer', '--format', 'env');
  assert.match(stdout, /^export AWS_ACCESS_KEY_ID=ASIAOLD\nexport AWS_SECRET_ACCESS_KEY=SECRET-key-old\n/);
});

test('a value that the format cannot carry gives no byte on stdout and is not told', async () => {
  const memory = person({ AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'SECRET $(id)' });
  const { stdout, stderr, exitCode } = await runInMemory(memory, 'export', '--format', 'env');
  assert.deepEqual([stdout, exitCode], ['', 5]);
  assert.doesNotMatch(stderr, /SECRET \$/);
});

test('a circle of credential processes, and one that is too deep, is refused', async () => {
  for (const chain of ['koa-dev-customer', 'a,koa-dev-customer', 'a,b,c,d']) {
    const { stdout, exitCode, stderr } = await runInMemory(
      person({ _AWS_CLI_PROFILE_CHAIN: chain }),
      'export',
      'koa-dev-customer',
    );
    assert.deepEqual([stdout, exitCode], ['', 5]);
    assert.match(stderr, /circle or too deep/);
  }
  assert.equal(
    (await runInMemory(person({ _AWS_CLI_PROFILE_CHAIN: 'a,b,c' }), 'export', 'koa-dev-customer')).exitCode,
    0,
  );
});

test('--no-login signs in nowhere', async () => {
  const memory = memoryWorld({ interactive: true, files: { [CONFIG]: HOWTO_CONFIG } });
  const { exitCode, stdout } = await runInMemory(memory, 'export', 'koa-dev-customer', '--no-login');
  assert.deepEqual([exitCode, stdout, memory.services.calls], [4, '', []]);
});
