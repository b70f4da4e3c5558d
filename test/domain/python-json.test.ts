import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { COMPACT, objectFromJson, pythonJson } from '../../src/domain/python-json.ts';

test('separators are those of Python: a blank after comma and colon', () => {
  assert.equal(pythonJson({ a: 1, b: [true, null, 'x'], c: {} }), '{"a": 1, "b": [true, null, "x"], "c": {}}');
});

test('the compact layout has no blanks', () => {
  assert.equal(pythonJson({ a: [1, 2], b: 'x' }, COMPACT), '{"a":[1,2],"b":"x"}');
});

test('everything outside of ASCII is escaped, DEL and surrogate pairs included', () => {
  assert.equal(pythonJson({ ø: 'å\u007f😀\u2028' }), String.raw`{"\u00f8": "\u00e5\u007f\ud83d\ude00\u2028"}`);
});

test('control characters and quotes are escaped as Python escapes them', () => {
  assert.equal(pythonJson('"\\\b\f\n\r\t\u0001/'), String.raw`"\"\\\b\f\n\r\t\u0001/"`);
});

test('every object comes back as it was', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (value) => {
      const plain = { ...value };
      assert.deepEqual({ ...objectFromJson(pythonJson(plain)) }, plain);
    }),
  );
});

test('what is no JSON object is undefined', () => {
  for (const text of ['', 'null', '[]', '"x"', '1', '{', '{"a": 1} x', '\u0000']) {
    assert.equal(objectFromJson(text), undefined, text);
  }
});
