import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryWorld } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';
import { AT, CONFIG, HOWTO_CONFIG, LEGACY_CONFIG, START_URL, tokenFile, tokenText } from '../support/sample-files.ts';

const person = () =>
  memoryWorld({
    files: {
      [CONFIG]: `${HOWTO_CONFIG}${LEGACY_CONFIG}[profile role]\nrole_arn = x\n`,
      [tokenFile()]: tokenText({ expiresAt: AT.soon }),
    },
  });

test('the table has account, role, region, session and time left', async () => {
  const { stdout, stderr } = await runInMemory(person(), 'list');
  assert.equal(stderr, '');
  assert.deepEqual(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}/)),
    [
      ['PROFILE', 'ACCOUNT', 'ROLE', 'REGION', 'SESSION', 'SIGN-IN'],
      ['koa-dev-customer', '931827427725', 'idp_customer_access', 'eu-west-1', 'koa-dev-customer', '10 min left'],
      ['old', '931827427725', 'idp_customer_access', START_URL, 'signed out'],
    ],
  );
});

test('--json has the same for programs, times as ISO', async () => {
  const [first, second] = JSON.parse((await runInMemory(person(), 'list', '--json')).stdout) as object[];
  assert.deepEqual(first, {
    name: 'koa-dev-customer',
    account: '931827427725',
    role: 'idp_customer_access',
    region: 'eu-west-1',
    session: 'koa-dev-customer',
    startUrl: START_URL,
    state: 'live',
    expiresAt: AT.soon,
    secondsLeft: 600,
  });
  assert.deepEqual(second, {
    name: 'old',
    account: '931827427725',
    role: 'idp_customer_access',
    region: null,
    session: START_URL,
    startUrl: START_URL,
    state: 'signed-out',
    expiresAt: null,
    secondsLeft: null,
  });
});

test('--names gives one name a line, or a list in JSON', async () => {
  assert.equal((await runInMemory(person(), 'list', '--names')).stdout, 'koa-dev-customer\nold\n');
  assert.deepEqual(JSON.parse((await runInMemory(person(), 'list', '--names', '--json')).stdout), [
    'koa-dev-customer',
    'old',
  ]);
});

test('without a profile it says how to set one up, as JSON it is an empty list', async () => {
  assert.match((await runInMemory(memoryWorld(), 'list')).stdout, /jpaws configure/);
  assert.equal((await runInMemory(memoryWorld(), 'list', '--json')).stdout, '[]\n');
});

test('colour is for terminals only', async () => {
  const hasColour = ({ stdout }: { stdout: string }): boolean => stdout.includes('\u001b[');
  assert.ok(!hasColour(await runInMemory(person(), 'list')));
  const colourful = memoryWorld({ hasColourfulStdout: true, files: { [CONFIG]: HOWTO_CONFIG } });
  assert.ok(hasColour(await runInMemory(colourful, 'list')));
  assert.ok(!hasColour(await runInMemory(colourful, 'list', '--json')));
});

test('a profile that cannot be used is left out with the reason', async () => {
  const broken = '[profile broken]\nsso_session = koa-dev-customer\nsso_account_id = 12\nsso_role_name = r\n';
  const memory = memoryWorld({ files: { [CONFIG]: `${HOWTO_CONFIG}${broken}[profile role]\nrole_arn = x\n` } });
  const { stdout } = await runInMemory(memory, 'list', '--names');
  assert.equal(stdout, 'koa-dev-customer\n');
  assert.deepEqual(memory.terminal.warned, [
    'left out: sso_account_id of profile broken is not an account id: 12 digits',
  ]);
});
