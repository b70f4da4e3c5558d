import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cleanText } from '../../src/domain/clean-text.ts';

const unsafe = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}\u200b\ufeff]/u;

// Texts in which the dangerous characters are as frequent as the others.
const hostileText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 0, max: 0x9f }).map((code) => String.fromCharCode(code)),
      fc.constantFrom(
        '\u001b[31m',
        '\u001b]0;title\u0007',
        '\u001b]8;;x\u001b\\',
        '\u009b2J',
        '\u202e',
        '\u2066',
        '\u2028',
        '\ud800',
        '\r\n',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

test('no output holds a control, bidi or line-breaking character', () => {
  fc.assert(fc.property(hostileText, (text) => !unsafe.test(cleanText(text))));
});

test('the check above would see such a character', () => {
  for (const letter of ['\u001b', '\u009b', '\u202e', '\n', '\u2028', '\ud800']) assert.match(`a${letter}b`, unsafe);
});

test('cleaning twice changes nothing more', () => {
  fc.assert(fc.property(hostileText, (text) => cleanText(cleanText(text)) === cleanText(text)));
});

test('no output is longer than was asked for, in code points', () => {
  fc.assert(
    fc.property(
      hostileText,
      fc.integer({ min: 1, max: 20 }),
      (text, most) => Array.from(cleanText(text, most)).length <= most,
    ),
  );
});

test('harmless text of any script stays as it is', () => {
  for (const text of ['koa-dev-customer', 'blåbær', '東京', 'שלום', '👩‍💻 e\u0301', '  two  blanks '])
    assert.equal(cleanText(text), text);
});

test('an escape sequence goes as a whole, in its 7-bit and its 8-bit form', () => {
  assert.equal(cleanText('a\u001b[1;31mred\u001b[0m b'), 'ared b');
  assert.equal(cleanText('a\u009b2Jb'), 'ab');
  assert.equal(cleanText('a\u001b]0;owned\u0007b'), 'ab');
  assert.equal(cleanText('a\u001b]52;c;ZXZpbA==\u001b\\b'), 'ab');
  assert.equal(cleanText('a\u001bcb'), 'ab');
});

test('line breaks and tabs become one blank', () => {
  assert.equal(cleanText('one\r\ntwo\tthree\u2028four\n\n\nfive'), 'one two three four five');
});

test('a longer text is cut with an ellipsis and never inside a character', () => {
  assert.equal(cleanText('abcdef', 4), 'abc…');
  assert.equal(cleanText('😀😀😀😀', 3), '😀😀…');
  assert.equal(cleanText('😀😀😀', 3), '😀😀😀');
});

test('hostile megabytes take linear time', () => {
  const started = performance.now();
  for (const part of ['\u001b]', '\u001b[1;', '\u009d', '\u001b[\u001b]x']) cleanText(part.repeat(250_000));
  assert.ok(performance.now() - started < 3_000);
});
