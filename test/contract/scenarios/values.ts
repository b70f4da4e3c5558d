import assert from 'node:assert/strict';
import type { Scenario } from '../driver.ts';
import { reply } from '../replies.ts';

/** Values that some shell, quoting or encoding has been seen to change or to run. */
const NASTY: readonly string[] = [
  [' leading', 'trailing ', '  both  ', ' ', '\t', '\ttabs\t', 'two  blanks', '\u00a0', '\u2003wide blank'],
  ["it's", '"double"', '`touch PWNED`', '$(touch PWNED)', '${HOME}', '$HOME', '$', '$$', '$?', '$((1+1))', "$'a\\nb'"],
  [
    "'; touch PWNED; '",
    '"; touch PWNED; "',
    '; touch PWNED',
    '& touch PWNED',
    '| touch PWNED',
    '> PWNED',
    '<(touch PWNED)',
  ],
  [
    'a[$(touch PWNED)]',
    'x[`touch PWNED`]',
    '${x:-$(touch PWNED)}',
    '(touch PWNED)',
    '@(touch PWNED)',
    '$(touch${IFS}PWNED)',
  ],
  ['\\', '\\\\', 'a\\', '\\n', '\\0', '\\x41', '\\u0041', 'C:\\Program Files\\x', "\\'", '\\"', '\\$'],
  ['*', '?', '[a-z]', '{a,b}', '~', '~root', '!', '!!', '^a^b', '#', '# comment', 'a#b', '=', '==', '=ls', 'a=b=c'],
  ['%', '%s', '%n%n', '%PATH%', '%%', '100%', '-n', '-e', '--', '-', '+x', '/*', '0', '007', '1e3', '08', '1+1'],
  [
    '\u2018typographic\u2019',
    '\u201cquotes\u201d',
    '\u201e\u201a\u201b',
    'é',
    'e\u0301',
    '東京',
    '🔑',
    'عربي',
    '\u200b',
    '\ufeff',
  ],
  [
    '\u2028',
    '\u0085',
    '\x01\x1b[31mred\x7f',
    '\x1b]0;title\x07',
    'a\u000bb\u000cc',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '<',
    '>',
    '|',
    '&',
    ';',
  ],
  [
    'end',
    'set AWS_X=1',
    'unset PATH',
    'jpaws/1',
    '.0',
    '.1',
    '(a b)',
    '1:2:3',
    ':',
    'true',
    'nil',
    '@',
    '@{}',
    '$null',
  ],
].flat();

const named = Object.fromEntries(NASTY.map((value, at) => [`AWS_V${String(at).padStart(3, '0')}`, value]));
const inAscii = Object.fromEntries(Object.entries(named).filter(([, value]) => /^[\0-\x7f]*$/.test(value)));
const long = { AWS_LONG: `${'0123456789abcdef'.repeat(2040)}$(touch PWNED)=\\` };

const sets = (values: Readonly<Record<string, string>>): string =>
  reply(...Object.entries(values).map(([name, value]) => `set ${name}=${value}`));

const arrives = (name: string, values: Readonly<Record<string, string>>, environment = {}): Scenario => ({
  name,
  environment,
  answers: { it: { stdout: sets(values) } },
  steps: [{ do: 'jpaws', args: ['use', 'it'] }],
  judge: ({ seen: [after], transcript, files }) => {
    assert.deepEqual(after?.environment, values);
    assert.deepEqual(
      { status: after?.status, stdout: after?.stdout, stderr: after?.stderr },
      { status: 0, stdout: '', stderr: '' },
    );
    assert.deepEqual({ transcript, files }, { transcript: '', files: [] });
  },
});

/** For the shells that take any bytes. */
export const otherLocaleScenario: Scenario = arrives('nasty values arrive in the C locale', named, { LC_ALL: 'C' });

export const valueScenarios: readonly Scenario[] = [
  arrives(`${NASTY.length} nasty values arrive unchanged and are not run`, named),
  arrives(
    'nasty values replace others of the same names',
    named,
    Object.fromEntries(Object.keys(named).map((name) => [name, 'old'])),
  ),
  arrives('nasty values in ASCII arrive in the C locale', inAscii, { LC_ALL: 'C' }),
  arrives('a value of 32 KB arrives', long),
  arrives('long values and many records arrive together', { ...named, ...long }),
];
