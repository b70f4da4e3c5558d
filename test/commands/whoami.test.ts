import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryWorld, refusal } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';
import { AT, CONFIG, HOWTO_CONFIG, roleFile, roleText } from '../support/sample-files.ts';

const FILES = { [CONFIG]: HOWTO_CONFIG, [roleFile()]: roleText(AT.fresh) };
const KEYS = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'SECRET-env' };

test('it shows who AWS says one is, as text and as JSON', async () => {
  const { stdout } = await runInMemory(memoryWorld({ files: FILES }), 'whoami', 'koa-dev-customer');
  assert.match(stdout, /^arn:aws:sts::931827427725:.*\naccount 931827427725 {2}user AROA:ada\n$/);
  const json = await runInMemory(memoryWorld({ files: FILES }), 'whoami', 'koa-dev-customer', '--json');
  assert.deepEqual(JSON.parse(json.stdout), {
    profile: 'koa-dev-customer',
    account: '931827427725',
    userId: 'AROA:ada',
    arn: 'arn:aws:sts::931827427725:assumed-role/AWSReservedSSO_idp_customer_access_0/ada',
  });
});

test('the region of the profile, else of the environment, else one that serves all is called', async () => {
  const regionOf = async (env: Readonly<Record<string, string>>, ...words: string[]) => {
    const memory = memoryWorld({ env, files: FILES });
    await runInMemory(memory, 'whoami', ...words);
    const [at] = memory.services.named('getCallerIdentity')[0]?.args ?? [];
    return (at as { region: string }).region;
  };
  assert.equal(await regionOf({}, 'koa-dev-customer'), 'eu-west-1');
  assert.equal(await regionOf({ ...KEYS, AWS_REGION: 'eu-north-1' }), 'eu-north-1');
  assert.equal(await regionOf(KEYS), 'us-east-1');
});

test('a refusal of STS ends with 7', async () => {
  const memory = memoryWorld({ env: KEYS });
  memory.services.next('getCallerIdentity', refusal('ExpiredTokenException', 403));
  const { exitCode, stderr, stdout } = await runInMemory(memory, 'whoami');
  assert.deepEqual([exitCode, stdout], [7, '']);
  assert.match(stderr, /sign in again/);
});
