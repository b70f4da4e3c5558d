import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearNames } from '../../src/domain/name-match.ts';

const NAMES = ['koa-dev-customer', 'koa-prod-customer', 'lion-dev-customer', 'default'];

const offers: readonly (readonly [typed: string, first: string])[] = [
  ['koa-dev-credentials', 'koa-dev-customer'],
  ['koa-dev-custmer', 'koa-dev-customer'],
  ['koa-dev-cutsomer', 'koa-dev-customer'],
  ['KOA-DEV-CUSTOMER', 'koa-dev-customer'],
  ['koa-prod', 'koa-prod-customer'],
  ['lion', 'lion-dev-customer'],
  ['defualt', 'default'],
];

for (const [typed, first] of offers) {
  test(`${typed} offers ${first} first`, () => {
    assert.equal(nearNames(typed, NAMES)[0], first);
  });
}

test('a name that is like none offers nothing', () => {
  assert.deepEqual(nearNames('zzz', NAMES), []);
  assert.deepEqual(nearNames('', NAMES).length <= 3, true);
});

test('at most three are offered', () => {
  assert.equal(nearNames('a', ['a1', 'a2', 'a3', 'a4', 'a5']).length, 3);
});
