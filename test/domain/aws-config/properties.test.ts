import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { editConfig } from '../../../src/domain/aws-config/edit-config.ts';
import type { ConfigEdit, SectionName } from '../../../src/domain/aws-config/edit-config.ts';
import { parseConfig } from '../../../src/domain/aws-config/parse-config.ts';
import { isError, JpawsError } from '../../../src/domain/errors.ts';
import { sectionsOf } from './plain-data.ts';
import type { PlainSections } from './plain-data.ts';

const pieces = [
  '[',
  ']',
  '=',
  ':',
  'profile ',
  'default',
  'sso-session ',
  'a',
  'B',
  ' ',
  '  ',
  '\t',
  '\n',
  '\r\n',
  '\r',
  '#',
  ';',
  '"',
  "'",
  '\\',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '\n[profile a]\n',
  '\n  [profile c]\n',
  '\n[default]\n',
  '\n[profile default]\n',
  '\nx = 1\n',
  '\n  y = 2\n',
  '\ns3 =\n',
  '\n# note\n',
];
const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''));

// Texts that are never broken: each section has its own header, each line of a section its own key.
const block = fc.constantFrom(
  '',
  '\n',
  '# note\n',
  '  ; note\n',
  'a = 1\n',
  'b=2\n',
  'B2 : x\n',
  'c = 1\n   more\n',
  's3 =\n  k = 1\n\n  l = 2\n',
  ' d = 4\n',
  '\te = 5\n',
);
const body = fc.uniqueArray(block, { maxLength: 6 }).map((lines) => lines.join(''));
const headers = [
  '[default]',
  '[profile default]',
  '[profile a]',
  '[profile "a"]',
  '  [profile b]',
  '[sso-session a]',
  '[other]',
  "[profile 'two words'] # note",
];
const wholeText = fc
  .tuple(
    fc.constantFrom('', '\n', '# top\n'),
    fc.uniqueArray(fc.constantFrom(...headers), { maxLength: 5 }),
    fc.array(body, { minLength: 5, maxLength: 5 }),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
  )
  .map(([top, used, bodies, newline, isOpen]) => {
    const text = top + used.map((header, index) => `${header}\n${bodies[index] ?? ''}`).join('');
    return (isOpen ? text.replace(/\n$/, '') : text).replaceAll('\n', newline);
  })
  .filter((text) => {
    try {
      return parseConfig(text, 'config').sections.length >= 0;
    } catch {
      return false;
    }
  });

const section = fc.constantFrom<SectionName>(
  { kind: 'profile', name: 'default' },
  { kind: 'profile', name: 'a' },
  { kind: 'profile', name: 'b' },
  { kind: 'profile', name: 'two words' },
  { kind: 'profile', name: 'new' },
  { kind: 'sso-session', name: 'a' },
);
const value = fc.oneof(
  fc.constantFrom('', '=', '[x]', '# x', 'a = b', '\\'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const key = fc.constantFrom('a', 'b', 'b2', 'c', 'd', 'e', 'new');

const everything = (text: string): Record<string, PlainSections> => {
  const config = parseConfig(text, 'config');
  return {
    profile: sectionsOf(config, 'profile'),
    'sso-session': sectionsOf(config, 'sso-session'),
    other: sectionsOf(config, 'other'),
  };
};

const linesOf = (text: string): string[] => text.split(/(?<=\n)/);

/** The text after the edit, or undefined when the value is one that the file cannot hold. */
function edited(text: string, edit: ConfigEdit): string | undefined {
  try {
    return editConfig(text, [edit], 'config');
  } catch (error) {
    if (isError(error, 'CONFIG_VALUE_REFUSED')) return undefined;
    throw error;
  }
}

test('reading any text ends, with the file or with a JpawsError', () => {
  fc.assert(
    fc.property(fc.oneof(soup, fc.string({ unit: 'binary' })), (text) => {
      try {
        for (const { values } of parseConfig(text, 'config').sections) assert.ok(values instanceof Map);
      } catch (error) {
        assert.ok(error instanceof JpawsError && isError(error, 'CONFIG_BROKEN'));
      }
    }),
    { numRuns: 2000 },
  );
});

test('after a value is set the reader sees it, and all else as before', () => {
  fc.assert(
    fc.property(wholeText, section, key, value, (text, of, name, wanted) => {
      const after = edited(text, { op: 'set', section: of, values: [[[name], wanted]] });
      if (after === undefined) return;
      const expected = everything(text);
      const values = ((expected[of.kind] ??= {})[of.name] ??= {});
      values[name] = wanted;
      assert.deepEqual(everything(after), expected);
    }),
    { numRuns: 2000 },
  );
});

test('after a value of a block is set the reader sees it, and all else as before', () => {
  fc.assert(
    fc.property(wholeText, section, fc.constantFrom('k', 'l', 'm'), value, (text, of, name, wanted) => {
      const after = edited(text, { op: 'set', section: of, values: [[['s3', name], wanted]] });
      if (after === undefined) return;
      const expected = everything(text);
      const values = ((expected[of.kind] ??= {})[of.name] ??= {});
      values['s3'] = { ...(typeof values['s3'] === 'object' ? values['s3'] : {}), [name]: wanted };
      assert.deepEqual(everything(after), expected);
    }),
    { numRuns: 1000 },
  );
});

test('after a key is taken out the reader misses it, and nothing else', () => {
  fc.assert(
    fc.property(wholeText, section, fc.oneof(key, fc.constant('s3')), (text, of, name) => {
      const expected = everything(text);
      const values = expected[of.kind]?.[of.name];
      if (values !== undefined) delete values[name];
      assert.deepEqual(
        everything(editConfig(text, [{ op: 'unset', section: of, keys: [[name]] }], 'config')),
        expected,
      );
    }),
    { numRuns: 1000 },
  );
});

test('after a section is taken out the reader misses it, and nothing else', () => {
  fc.assert(
    fc.property(wholeText, section, (text, of) => {
      const expected = everything(text);
      delete expected[of.kind]?.[of.name];
      assert.deepEqual(everything(editConfig(text, [{ op: 'removeSection', section: of }], 'config')), expected);
    }),
    { numRuns: 1000 },
  );
});

test('taking a key out takes out whole lines of it, and every other byte stays', () => {
  fc.assert(
    fc.property(wholeText, section, key, (text, of, name) => {
      const after = linesOf(editConfig(text, [{ op: 'unset', section: of, keys: [[name]] }], 'config'));
      const before = linesOf(text);
      const gone: string[] = [];
      let at = 0;
      for (const line of before) {
        if (line === after[at]) at += 1;
        else gone.push(line);
      }
      assert.equal(at, after.length, 'the new text is the old one without some lines');
      assert.ok(
        gone.every((line, index) => (index === 0 ? line.trim().toLowerCase().startsWith(name) : /^\s/.test(line))),
      );
    }),
    { numRuns: 1000 },
  );
});

test('setting a value changes no byte of any other line', () => {
  fc.assert(
    fc.property(wholeText, section, key, (text, of, name) => {
      const set = editConfig(text, [{ op: 'set', section: of, values: [[[name], 'value']] }], 'config');
      const isThere = parseConfig(text, 'config').sections.some(
        ({ title }) => title.kind === of.kind && title.name === of.name,
      );
      if (!isThere) return assert.ok(set.startsWith(text));
      const without = (from: string) =>
        editConfig(from, [{ op: 'unset', section: of, keys: [[name]] }], 'config').replace(/\r?\n$/, '');
      return assert.equal(without(set), without(text));
    }),
    { numRuns: 2000 },
  );
});

test('the same edit again changes nothing', () => {
  fc.assert(
    fc.property(wholeText, section, key, value, (text, of, name, wanted) => {
      const edit: ConfigEdit = { op: 'set', section: of, values: [[[name], wanted]] };
      const once = edited(text, edit);
      if (once !== undefined) assert.equal(edited(once, edit), once);
    }),
    { numRuns: 1000 },
  );
});
