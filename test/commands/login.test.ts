import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../src/domain/secret.ts';
import { memoryWorld, refusal, type MemoryWorld } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';
import { AT, CONFIG, HOWTO_CONFIG, tokenFile, tokenText } from '../support/sample-files.ts';

function person(token?: string): MemoryWorld {
  const files = { [CONFIG]: HOWTO_CONFIG, ...(token === undefined ? {} : { [tokenFile()]: token }) };
  const memory = memoryWorld({ interactive: true, env: { DISPLAY: ':0' }, files });
  memory.browser.onOpen = () => memory.callback.comesBack({ code: new Secret('SECRET-code') });
  return memory;
}

test('the only session is signed in to', async () => {
  const { stdout, stderr, exitCode } = await runInMemory(person(), 'login');
  assert.deepEqual([stdout, exitCode], ['', 0]);
  assert.match(stderr, /Signed in to "koa-dev-customer" \(1 h left\)\.\n$/);
  assert.doesNotMatch(stderr, /SECRET/);
});

test('a live session is told, and nothing is done; --force signs in all the same', async () => {
  const memory = person(tokenText({ expiresAt: AT.fresh }));
  assert.match((await runInMemory(memory, 'login')).stderr, /is signed in already \(1 h left\)/);
  assert.deepEqual(memory.services.calls, []);
  assert.match((await runInMemory(memory, 'login', '--force')).stderr, /Signed in to/);
});

test('a session that can be refreshed is refreshed, without a browser', async () => {
  const memory = person(tokenText({ expiresAt: AT.past, refreshToken: 'r' }));
  assert.match((await runInMemory(memory, 'login')).stderr, /is signed in already/);
  assert.deepEqual(memory.browser.opened, []);
});

test('a session with less than 15 minutes that cannot be refreshed is signed in to', async () => {
  assert.match((await runInMemory(person(tokenText({ expiresAt: AT.soon })), 'login')).stderr, /Signed in to/);
});

test('--device-code, --no-browser and --port are heeded', async () => {
  const device = person();
  await runInMemory(device, 'login', '--device-code', '--no-browser');
  assert.deepEqual([device.services.grants[0]?.grantType, device.browser.opened], ['device_code', []]);
  const pkce = person();
  await runInMemory(pkce, 'login', '--pkce', '--port', '8123');
  assert.equal(pkce.callback.listened[0]?.port, 8123);
});

test('without a terminal an explicit login shows address and code and waits', async () => {
  const memory = memoryWorld({ files: { [CONFIG]: HOWTO_CONFIG } });
  const { stderr, exitCode } = await runInMemory(memory, 'login');
  assert.equal(exitCode, 0);
  assert.match(stderr, /ABCD-EFGH/);
});

test('a denied sign-in ends with 4, an interrupted one with 130', async () => {
  const denied = person();
  denied.services.next('createToken', refusal('AccessDeniedException'));
  assert.equal((await runInMemory(denied, 'login', '--device-code')).exitCode, 4);
  const stopped = person();
  stopped.browser.onOpen = () => stopped.interrupt();
  assert.equal((await runInMemory(stopped, 'login')).exitCode, 130);
  assert.equal(stopped.callback.open, 0);
});
