import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseReply } from '../../src/shells/reply.ts';
import { memoryWorld, type MemoryWorld } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';
import { AT, CONFIG, HOWTO_CONFIG, roleFile, roleText, tokenFile, tokenText } from '../support/sample-files.ts';

const person = (env: Readonly<Record<string, string>> = {}, interactive = false): MemoryWorld =>
  memoryWorld({
    interactive,
    env: { JPAWS_CONTRACT: '1', ...env },
    files: { [CONFIG]: HOWTO_CONFIG, [roleFile()]: roleText(AT.fresh) },
  });

const setBy = (stdout: string): Record<string, string> => Object.fromEntries(parseReply(stdout).set);

test('the reply carries the credentials, one line on stderr says what was done, without them', async () => {
  const memory = person();
  const { stdout, stderr, exitCode } = await runInMemory(memory, 'use', 'koa-dev-customer');
  assert.equal(exitCode, 0);
  assert.equal(setBy(stdout)['AWS_SECRET_ACCESS_KEY'], 'SECRET-key-old');
  assert.equal(stderr, 'koa-dev-customer: idp_customer_access in 931827427725, eu-west-1, 1 h left\n');
  assert.deepEqual(memory.services.calls, []);
});

test('--region and --mode profile are in the reply', async () => {
  const { stdout } = await runInMemory(
    person(),
    'use',
    'koa-dev-customer',
    '--region',
    'us-east-1',
    '--mode',
    'profile',
  );
  assert.deepEqual(
    [setBy(stdout)['AWS_REGION'], setBy(stdout)['AWS_PROFILE'], setBy(stdout)['AWS_ACCESS_KEY_ID']],
    ['us-east-1', 'koa-dev-customer', undefined],
  );
});

test('--force takes fresh credentials', async () => {
  const memory = person();
  memory.files.texts.set(tokenFile(), tokenText({ expiresAt: AT.fresh }));
  const { stdout } = await runInMemory(memory, 'use', 'koa-dev-customer', '--force');
  assert.equal(setBy(stdout)['AWS_ACCESS_KEY_ID'], 'ASIA1');
});

test('without a name a list is offered in a terminal, and the flag is named elsewhere', async () => {
  const memory = person({}, true);
  memory.terminal.answers.push('koa-dev-customer');
  assert.equal((await runInMemory(memory, 'use')).exitCode, 0);
  assert.deepEqual(memory.terminal.asked[0]?.offers, ['koa-dev-customer (931827427725 idp_customer_access)']);
  const alone = await runInMemory(person(), 'use');
  assert.deepEqual([alone.exitCode, alone.stdout], [2, '']);
  assert.match(alone.stderr, /jpaws use NAME/);
});

test('keys that are replaced and a profile that was set after use are told', async () => {
  const replaced = await runInMemory(
    person({ AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'SECRET-mine' }),
    'use',
    'koa-dev-customer',
  );
  assert.match(replaced.stderr, /^warning: the keys that were set before are replaced/);
  const foreign = await runInMemory(
    person({ JPAWS_PROFILE: 'a', AWS_SSO_PROFILE: 'a', AWS_PROFILE: 'other' }),
    'use',
    'koa-dev-customer',
  );
  assert.match(foreign.stderr, /AWS_PROFILE was set to "other" after the last use/);
  const lost = await runInMemory(person({ AWS_PROFILE: 'a\nb' }), 'use', 'koa-dev-customer');
  assert.match(lost.stderr, /cannot be brought back by clear: AWS_PROFILE/);
});

test('a failure answers with nothing on stdout and its own exit code', async () => {
  const memory = person();
  memory.files.texts.delete(roleFile());
  const { stdout, stderr, exitCode } = await runInMemory(memory, 'use', 'koa-dev-customer');
  assert.deepEqual([stdout, exitCode], ['', 4]);
  assert.match(stderr, /jpaws login --session koa-dev-customer/);
});

test('credentials that the contract cannot carry are refused before the first byte', async () => {
  const memory = person();
  memory.files.texts.set(roleFile(), roleText(AT.fresh).replace('SECRET-session-old', String.raw`SECRET\nunset PATH`));
  const { stdout, stderr, exitCode } = await runInMemory(memory, 'use', 'koa-dev-customer');
  assert.deepEqual([stdout, exitCode], ['', 5]);
  assert.match(stderr, /AWS_SESSION_TOKEN cannot be handed to the shell/);
  assert.doesNotMatch(stderr, /SECRET/);
});
