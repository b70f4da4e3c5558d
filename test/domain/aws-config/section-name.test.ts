import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { quoteName } from '../../../src/domain/aws-config/quote-name.ts';
import { sectionHeader, sectionName } from '../../../src/domain/aws-config/section-name.ts';
import { shellWords } from '../../../src/domain/aws-config/shell-words.ts';

test('words are split at blanks, tabs and line ends only', () => {
  assert.deepEqual(shellWords(' a  b\tc\r\nd '), ['a', 'b', 'c', 'd']);
  assert.deepEqual(shellWords('a\u00a0b'), ['a\u00a0b']);
  assert.deepEqual(shellWords(''), []);
});

test('quotes join to what stands beside them, and an empty pair is a word', () => {
  assert.deepEqual(shellWords(`a"b c"'d e' "" ''`), ['ab cd e', '', '']);
});

test('between double quotes a backslash takes only a quote or a backslash as it is', () => {
  assert.deepEqual(shellWords(`"a\\"b\\\\c\\d" 'e\\f' g\\h`), ['a"b\\c\\d', 'e\\f', 'gh']);
});

test('an open quote and a backslash at the end give no words', () => {
  for (const text of ['"a', "'a", 'a\\', 'a "b\\"']) assert.equal(shellWords(text), undefined);
});

test('a name is quoted as the AWS CLI quotes it', () => {
  assert.equal(quoteName('plain-name_1.a@b/c:d'), 'plain-name_1.a@b/c:d');
  assert.equal(quoteName('two words'), "'two words'");
  assert.equal(quoteName("it's me"), `'it'"'"'s me'`);
});

test('the default profile is written without a prefix, a session of that name with one', () => {
  assert.equal(sectionHeader({ kind: 'profile', name: 'default' }, 'config'), 'default');
  assert.equal(sectionHeader({ kind: 'sso-session', name: 'default' }, 'config'), 'sso-session default');
});

test('every name comes back from its header', () => {
  const kind = fc.constantFrom('profile', 'sso-session', 'services');
  fc.assert(
    fc.property(kind, fc.string({ unit: 'binary' }), fc.constantFrom('config', 'credentials'), (of, name, flavour) => {
      const section = { kind: flavour === 'credentials' ? 'profile' : of, name } as const;
      assert.deepEqual(sectionName(sectionHeader(section, flavour), flavour), section);
    }),
  );
});
