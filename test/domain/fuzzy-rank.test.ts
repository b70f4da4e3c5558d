import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzzyRank } from '../../src/domain/fuzzy-rank.ts';

const rank = (names: readonly string[], typed: string) => fuzzyRank(names, typed, (name) => name);

test('nothing typed keeps all, in their order', () => {
  assert.deepEqual(rank(['b', 'a'], '  '), ['b', 'a']);
});

test('the start beats the start of a word, that beats the middle, that beats scattered letters', () => {
  assert.deepEqual(rank(['d-e-v', 'undeveloped', 'koa-dev', 'dev-koa'], 'dev'), [
    'dev-koa',
    'koa-dev',
    'undeveloped',
    'd-e-v',
  ]);
});

test('letters in order are enough, and case does not count', () => {
  assert.deepEqual(rank(['koa-dev-customer', 'koa-prod-customer'], 'KDVC'), ['koa-dev-customer']);
});

test('every typed word must match, in any order', () => {
  assert.deepEqual(rank(['koa-dev-customer', 'koa-prod-customer'], 'customer prod'), ['koa-prod-customer']);
});

test('what does not match is gone', () => {
  assert.deepEqual(rank(['koa'], 'x'), []);
});

test('letters that stand closer together come first', () => {
  assert.deepEqual(rank(['p-customer-278 (100278)', 'p-customer-287 (100287)'], 'pc287'), [
    'p-customer-287 (100287)',
    'p-customer-278 (100278)',
  ]);
});
