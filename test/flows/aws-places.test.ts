import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isError } from '../../src/domain/errors.ts';
import { awsPlaces } from '../../src/flows/aws-places.ts';
import { HOME, memoryWorld } from '../support/memory-world.ts';

const places = (env: Readonly<Record<string, string>> = {}) => awsPlaces(memoryWorld({ env }).world.machine);

test('files and caches are where the AWS CLI has them', () => {
  assert.deepEqual(places(), {
    config: `${HOME}/.aws/config`,
    credentials: `${HOME}/.aws/credentials`,
    tokenCache: `${HOME}/.aws/sso/cache`,
    roleCache: `${HOME}/.aws/cli/cache`,
  });
});

test('the two variables move their file only; the caches stay', () => {
  const moved = places({ AWS_CONFIG_FILE: '/x/config', AWS_SHARED_CREDENTIALS_FILE: '~/y' });
  assert.deepEqual(moved, { ...places(), config: '/x/config', credentials: `${HOME}/y` });
  assert.deepEqual(places({ AWS_CONFIG_FILE: '', AWS_SHARED_CREDENTIALS_FILE: '' }), places());
  assert.equal(places({ AWS_CONFIG_FILE: '~other/config' }).config, '~other/config');
});

test('on Windows they are named as Windows names them', () => {
  const { machine } = memoryWorld({ platform: 'win32' }).world;
  assert.deepEqual(awsPlaces({ ...machine, home: 'C:\\Users\\kim' }), {
    config: 'C:\\Users\\kim\\.aws\\config',
    credentials: 'C:\\Users\\kim\\.aws\\credentials',
    tokenCache: 'C:\\Users\\kim\\.aws\\sso\\cache',
    roleCache: 'C:\\Users\\kim\\.aws\\cli\\cache',
  });
});

test('without a home there is nothing to go by', () => {
  const { home: _, ...rest } = memoryWorld().world.machine;
  assert.throws(
    () => awsPlaces({ ...rest, home: undefined }),
    (error) => isError(error, 'HOME_MISSING'),
  );
});
