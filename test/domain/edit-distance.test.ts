import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { editDistance } from '../../src/domain/edit-distance.ts';

test('swapped neighbours count as one mistake', () => {
  assert.equal(editDistance('ab', 'ba', 5), 1);
});

test('letters outside of the basic plane are single letters', () => {
  assert.equal(editDistance('a😀b', 'ab', 5), 1);
});

test('the distance is symmetric, zero for equal words only, and never above its limit by more than one', () => {
  const word = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(word, word, fc.nat({ max: 6 }), (one, other, limit) => {
      const distance = editDistance(one, other, limit);
      assert.equal(distance, editDistance(other, one, limit));
      assert.equal(distance === 0, one === other);
      assert.ok(distance <= limit + 1);
    }),
  );
});
