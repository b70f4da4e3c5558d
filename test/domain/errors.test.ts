import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorCodes, EXIT, isError, JpawsError, type ErrorArgs, type ErrorCode } from '../../src/domain/errors.ts';

/** Arguments that fit every row: each name with a value of its kind. */
const ANY_ARGS = {
  account: 'koa-dev',
  accountId: '931827427725',
  cause: 'no route',
  chain: ['a', 'b', 'a'],
  command: 'use',
  expected: 1,
  file: '/home/ada/.aws/config',
  flag: '--account',
  format: 'env',
  host: 'example.com',
  key: 'region',
  line: 7,
  load: { id: 'bash', startupFile: '~/.bashrc', loadLine: 'eval "$(command jpaws init bash)"' },
  message: 'No access',
  minutes: 10,
  missing: ['sso_region'],
  name: 'AWS_PROFILE',
  near: ['koa-dev-customer'],
  port: 8080,
  problem: 'what is wrong',
  profile: 'a',
  reason: 'is wrong',
  remedy: 'check the network',
  roleName: 'role',
  service: 'the service',
  services: 'local',
  session: 's',
  sessions: ['s', 't'],
  shell: 'dash',
  since: '2026-11-23T12:00:00Z',
  spoken: '2',
  status: 400,
  step: 'use',
  type: 'InvalidRequestException',
  uses: 'role_arn',
  variable: 'AWS_ACCESS_KEY_ID',
  what: 'something',
  where: 'profile a',
  why: 'nobody has signed in yet',
} as unknown as ErrorArgs<ErrorCode>;

const documented: readonly number[] = Object.values(EXIT);

for (const code of errorCodes) {
  test(`${code} says in one line what happened, in another what to do, and has a documented exit code`, () => {
    const error = new JpawsError(code, ANY_ARGS);
    for (const line of [error.message, error.hint]) {
      assert.match(line, /^[^\n]{8,}$/);
      assert.doesNotMatch(line, /undefined|NaN|\[object/);
    }
    assert.ok(documented.includes(error.exitCode) && error.exitCode !== EXIT.ok && error.exitCode !== EXIT.bug);
    assert.equal(error.code, code);
  });
}

test('isError knows its own code only', () => {
  const error = new JpawsError('PORT_TAKEN', { port: 80 });
  assert.ok(isError(error, 'PORT_TAKEN') && error.args.port === 80);
  assert.ok(!isError(error, 'USAGE'));
  assert.ok(!isError(new Error('PORT_TAKEN'), 'PORT_TAKEN'));
  assert.ok(!isError(undefined, 'USAGE'));
});

const refused = (more: Partial<ErrorArgs<'SERVICE_REFUSED'>>) =>
  new JpawsError('SERVICE_REFUSED', {
    service: 'SSO',
    type: 'ForbiddenException',
    status: 403,
    message: 'No access',
    host: 'h',
    ...more,
  });

test('a wrong clock is named with its direction and size', () => {
  assert.match(refused({ clockSkewSeconds: 600 }).hint, /10 min ahead of/);
  assert.match(refused({ clockSkewSeconds: -7200 }).hint, /2 h behind/);
});

test('a refusal of the service says what fits it', () => {
  assert.match(refused({ status: 429 }).hint, /fewer requests/);
  assert.match(refused({ status: 503 }).hint, /trouble of its own/);
  assert.match(refused({ type: 'UnauthorizedException', status: 401 }).hint, /jpaws login/);
  assert.match(refused({ type: 'InvalidClientException', status: 401 }).hint, /jpaws login/);
  assert.match(refused({}).hint, /role is assigned/);
  assert.equal(refused({ message: '' }).message, 'SSO refused: ForbiddenException, status 403 of h');
});
