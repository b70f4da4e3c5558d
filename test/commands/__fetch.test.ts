import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roleCredentialsFromText } from '../../src/domain/role-credentials.ts';
import { credentialsFromText } from '../../src/flows/fetched-credentials.ts';
import { memoryWorld, networkDown } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';
import { AT, CONFIG, HOWTO_CONFIG, roleFile, roleText, tokenFile, tokenText } from '../support/sample-files.ts';

const home = () =>
  memoryWorld({
    files: {
      [CONFIG]: HOWTO_CONFIG,
      [tokenFile()]: tokenText({ expiresAt: AT.fresh }),
      [roleFile()]: roleText(AT.soon),
    },
  });

test('new credentials are one line of JSON, and stand in the cache', async () => {
  const memory = home();
  const { stdout, exitCode } = await runInMemory(memory, '__fetch', 'koa-dev-customer');
  assert.equal(exitCode, 0);
  assert.match(stdout, /^\{[^\n]+\}\n$/);
  assert.equal(roleCredentialsFromText(stdout)?.accessKeyId, 'ASIA1');
  assert.equal(`${memory.files.texts.get(roleFile())}\n`, stdout);
});

test('a failure is one line of JSON, too, with the words of the error table, though the old credentials still live', async () => {
  const memory = home();
  memory.services.next('getRoleCredentials', networkDown);
  const { stdout, exitCode } = await runInMemory(memory, '__fetch', 'koa-dev-customer');
  assert.equal(exitCode, 0);
  const { message, hint } = networkDown();
  assert.deepEqual(credentialsFromText(stdout), { message, hint });
});

test('what is neither is undefined', () => {
  for (const text of ['', '{}', 'null', '{"refused": null}', '{"refused": {"message": "x"}}', '[]'])
    assert.equal(credentialsFromText(text), undefined, text);
});
