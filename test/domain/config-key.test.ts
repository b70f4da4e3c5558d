import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configKeyFromText } from '../../src/domain/config-key.ts';

test('a key is one word or a block and a key, in small letters', () => {
  assert.deepEqual(configKeyFromText('region'), ['region']);
  assert.deepEqual(configKeyFromText('Region'), ['region']);
  assert.deepEqual(configKeyFromText('s3.signature_version'), ['s3', 'signature_version']);
});

test('everything else is no key', () => {
  for (const text of ['', '.', 'a.', '.a', 'a.b.c', 'a b', 'a=b', 'a:b', '[a]', '#a', 'a\nb', ';a']) {
    assert.equal(configKeyFromText(text), undefined, JSON.stringify(text));
  }
});
