import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '../../src/adapters/random.ts';

const random = createRandom();

test('bytes come in the number asked for, in a plain array, and differ', () => {
  const first = random.bytes(32);
  assert.equal(first.length, 32);
  assert.equal(first.constructor, Uint8Array);
  assert.notDeepEqual(first, random.bytes(32));
  assert.equal(random.bytes(0).length, 0);
});

test('a UUID has the form of version 4 and is new each time', () => {
  assert.match(random.uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(random.uuid(), random.uuid());
});
