import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { editConfig, editCredentials } from '../../../src/domain/aws-config/edit-config.ts';
import type { ConfigEdit, ConfigKey, SectionName } from '../../../src/domain/aws-config/edit-config.ts';
import { isError } from '../../../src/domain/errors.ts';

const profile = (name: string): SectionName => ({ kind: 'profile', name });
const set = (name: string, ...values: readonly (readonly [ConfigKey, string])[]): ConfigEdit => ({
  op: 'set',
  section: profile(name),
  values,
});
const unset = (name: string, ...keys: readonly ConfigKey[]): ConfigEdit => ({
  op: 'unset',
  section: profile(name),
  keys,
});
const remove = (name: string): ConfigEdit => ({ op: 'removeSection', section: profile(name) });

interface Case {
  readonly rule: string;
  readonly before: string;
  readonly edit: ConfigEdit;
  readonly after: string;
}

const cases: readonly Case[] = [
  {
    rule: 'a value changes in its line',
    before: '# x\n[default]\na=1\nb = 2',
    edit: set('default', [['a'], '9']),
    after: '# x\n[default]\na = 9\nb = 2',
  },
  {
    rule: 'an equal value changes nothing',
    before: '[default]\na=1\n',
    edit: set('default', [['a'], '1']),
    after: '[default]\na=1\n',
  },
  {
    rule: 'the key keeps its letters',
    before: '[default]\nRegion: x\n',
    edit: set('default', [['region'], 'y']),
    after: '[default]\nRegion = y\n',
  },
  {
    rule: 'the indent stays',
    before: '[default]\n  a = 1\n  b = 2\n',
    edit: set('default', [['a'], '9']),
    after: '[default]\n  a = 9\n  b = 2\n',
  },
  {
    rule: 'the last line stays open',
    before: '[default]\na = 1',
    edit: set('default', [['a'], '9']),
    after: '[default]\na = 9',
  },
  {
    rule: 'Windows line ends stay',
    before: '[default]\r\na = 1\r\n\r\n[profile b]\r\n',
    edit: set('default', [['a'], '9'], [['c'], '3']),
    after: '[default]\r\na = 9\r\nc = 3\r\n\r\n[profile b]\r\n',
  },
  {
    rule: 'a byte order mark stays',
    before: '\ufeff[default]\na = 1\n',
    edit: set('default', [['a'], '9']),
    after: '\ufeff[default]\na = 9\n',
  },
  {
    rule: 'the lines that went on with the old value go, comments between them stay',
    before: '[default]\na = 1\n  2\n# note\n  3\n\nb = 4\n',
    edit: set('default', [['a'], '9']),
    after: '[default]\na = 9\n# note\n\nb = 4\n',
  },
  {
    rule: 'a new key comes after the last one, before blank lines and comments',
    before: '[default]\na = 1\n\n# next\n[profile b]\n',
    edit: set('default', [['c'], '3']),
    after: '[default]\na = 1\nc = 3\n\n# next\n[profile b]\n',
  },
  {
    rule: 'a new key is indented like the last one',
    before: '[default]\n\ta = 1\n',
    edit: set('default', [['c'], '3']),
    after: '[default]\n\ta = 1\n\tc = 3\n',
  },
  {
    rule: 'a new key after an open last line closes it',
    before: '[default]\na = 1',
    edit: set('default', [['c'], '3']),
    after: '[default]\na = 1\nc = 3\n',
  },
  {
    rule: 'a new key does not swallow an indented header',
    before: '[profile a]\n  [profile b]\nx = 1\n',
    edit: set('a', [['c'], '3']),
    after: '[profile a]\n  c = 3\n  [profile b]\nx = 1\n',
  },
  {
    rule: 'a comment that looks like the key stays a comment',
    before: '[default]\n#a = 1\n',
    edit: set('default', [['a'], '9']),
    after: '[default]\na = 9\n#a = 1\n',
  },
  {
    rule: 'a line that goes on and looks like a key is no key',
    before: '[default]\nb = 1\n  a = 2\n',
    edit: set('default', [['a'], '9']),
    after: '[default]\nb = 1\n  a = 2\na = 9\n',
  },
  {
    rule: 'a new section comes last',
    before: '[default]\na = 1\n',
    edit: set('b', [['c'], '3']),
    after: '[default]\na = 1\n[profile b]\nc = 3\n',
  },
  {
    rule: 'a new section after an open last line closes it',
    before: '[default]\r\na = 1',
    edit: set('b', [['c'], '3']),
    after: '[default]\r\na = 1\r\n[profile b]\r\nc = 3\r\n',
  },
  {
    rule: 'a new section after an open comment closes it',
    before: '# note',
    edit: set('b', [['c'], '3']),
    after: '# note\n[profile b]\nc = 3\n',
  },
  {
    rule: 'a new section in a file of a byte order mark only',
    before: '\ufeff',
    edit: set('default', [['c'], '3']),
    after: '\ufeff[default]\nc = 3\n',
  },
  {
    rule: 'a name with blanks is quoted as by the AWS CLI',
    before: '',
    edit: set('two words', [['c'], '3']),
    after: "[profile 'two words']\nc = 3\n",
  },
  {
    rule: 'a name in other quotes is found',
    before: '[profile "two words"]\nc = 1\n',
    edit: set('two words', [['c'], '3']),
    after: '[profile "two words"]\nc = 3\n',
  },
  {
    rule: 'of two sections with one name the one is changed that is read',
    before: '[profile default]\na = 1\n[default]\na = 2\n',
    edit: set('default', [['a'], '9']),
    after: '[profile default]\na = 1\n[default]\na = 9\n',
  },
  {
    rule: 'the default profile with a prefix is found',
    before: '[profile default]\na = 1\n',
    edit: set('default', [['a'], '9']),
    after: '[profile default]\na = 9\n',
  },
  {
    rule: 'a block is begun',
    before: '[default]\na = 1\n',
    edit: set('default', [['s3', 'k'], '9']),
    after: '[default]\na = 1\ns3 =\n    k = 9\n',
  },
  {
    rule: 'a value of a block changes in its line',
    before: '[default]\ns3 =\n  k=1\n  l = 2\nb = 3\n',
    edit: set('default', [['s3', 'k'], '9']),
    after: '[default]\ns3 =\n  k = 9\n  l = 2\nb = 3\n',
  },
  {
    rule: 'of a key that stands twice in a block the one is changed that is read',
    before: '[default]\ns3 =\n  k = 1\n  k = 2\n',
    edit: set('default', [['s3', 'k'], '9']),
    after: '[default]\ns3 =\n  k = 1\n  k = 9\n',
  },
  {
    rule: 'a new key of a block is indented like the others',
    before: '[default]\ns3 =\n\tk = 1\n\nb = 3\n',
    edit: set('default', [['s3', 'l'], '9']),
    after: '[default]\ns3 =\n\tk = 1\n\tl = 9\n\nb = 3\n',
  },
  {
    rule: 'a key is taken out with the lines that went on with it',
    before: '[default]\na = 1\n  2\n# note\nb = 3\n',
    edit: unset('default', ['A']),
    after: '[default]\n# note\nb = 3\n',
  },
  {
    rule: 'a key that is not there is not taken out',
    before: '[default]\na = 1\n',
    edit: unset('default', ['b'], ['a', 'c']),
    after: '[default]\na = 1\n',
  },
  {
    rule: 'a key of a section that is not there makes no section',
    before: '# note\n',
    edit: unset('b', ['a']),
    after: '# note\n',
  },
  {
    rule: 'a key of a block is taken out',
    before: '[default]\ns3 =\n  k = 1\n  l = 2\n',
    edit: unset('default', ['s3', 'k']),
    after: '[default]\ns3 =\n  l = 2\n',
  },
  {
    rule: 'with its last key a block goes',
    before: '[default]\na = 1\ns3 =\n  k = 1\n  k = 2\nb = 2\n',
    edit: unset('default', ['s3', 'k']),
    after: '[default]\na = 1\nb = 2\n',
  },
  {
    rule: 'a section is taken out, comments after it stay',
    before: '[profile a]\nx = 1\n\n[profile b]\n# in b\ny = 2\n\n# about c\n[profile c]\n',
    edit: remove('b'),
    after: '[profile a]\nx = 1\n\n# about c\n[profile c]\n',
  },
  {
    rule: 'both spellings of a section are taken out',
    before: '[default]\na = 1\n[profile b]\n[profile default]\na = 2\n',
    edit: remove('default'),
    after: '[profile b]\n',
  },
  {
    rule: 'a header that would become part of a value moves to the left',
    before: '[profile a]\nx = 1\n[profile b]\n    y = 2\n  [profile c]\nz = 3\n',
    edit: remove('b'),
    after: '[profile a]\nx = 1\n[profile c]\nz = 3\n',
  },
  { rule: 'a section that is not there is not taken out', before: '[team]\n', edit: remove('team'), after: '[team]\n' },
];

describe('an edit', () => {
  for (const { rule, before, edit, after } of cases) {
    test(rule, () => assert.equal(editConfig(before, [edit], 'config'), after));
  }

  test('of a new file writes exactly the lines of `aws configure sso`', () => {
    const edits: readonly ConfigEdit[] = [
      set(
        'koa-dev-customer',
        [['sso_session'], 'koa-dev-customer'],
        [['sso_account_id'], '931827427725'],
        [['sso_role_name'], 'idp_customer_access'],
        [['region'], 'eu-west-1'],
        [['output'], 'json'],
      ),
      {
        op: 'set',
        section: { kind: 'sso-session', name: 'koa-dev-customer' },
        values: [
          [['sso_start_url'], 'https://jppol-sso.awsapps.com/start'],
          [['sso_region'], 'eu-west-1'],
          [['sso_registration_scopes'], 'sso:account:access'],
        ],
      },
    ];
    assert.equal(
      editConfig('', edits, 'config'),
      `[profile koa-dev-customer]
sso_session = koa-dev-customer
sso_account_id = 931827427725
sso_role_name = idp_customer_access
region = eu-west-1
output = json
[sso-session koa-dev-customer]
sso_start_url = https://jppol-sso.awsapps.com/start
sso_region = eu-west-1
sso_registration_scopes = sso:account:access
`,
    );
  });

  test('after others sees what they changed', () => {
    const edits = [
      set('b', [['x'], '1']),
      set('b', [['y'], '2']),
      unset('b', ['x']),
      remove('a'),
      set('a', [['z'], '3']),
    ];
    assert.equal(editConfig('[profile a]\nx = 1', edits, 'config'), '[profile b]\ny = 2\n[profile a]\nz = 3\n');
  });

  test('of the credentials file writes bare headers', () => {
    assert.equal(
      editCredentials('[a]\nx = 1\n', [set('b c', [['y'], '2'])], 'credentials'),
      '[a]\nx = 1\n[b c]\ny = 2\n',
    );
  });

  test('of a broken file is refused with the line', () => {
    assert.throws(
      () => editConfig('[default]\nword\n', [set('a', [['x'], '1'])], 'config'),
      (error) => isError(error, 'CONFIG_BROKEN') && error.args.line === 2,
    );
  });
});

describe('what the file cannot hold is refused, and the value is not told:', () => {
  const secret = 'hunter2';
  const refused: readonly (readonly [string, ConfigEdit])[] = [
    ...['\n', '\r', '\0', '\u2028', '\u0085', '\f'].map((character): readonly [string, ConfigEdit] => [
      `a value with U+${character.charCodeAt(0).toString(16)}`,
      set('default', [['a'], `${secret}${character}[profile evil]`]),
    ]),
    ['a line break in a key', set('default', [[`a\n${secret}`], '1'])],
    ['a line break in a value of a block', set('default', [['s3', 'k'], `${secret}\n  l = 1`])],
    ['a line break in a profile name', set(`a]\n[${secret}`, [['a'], '1'])],
    [
      'a line break in a session name',
      { op: 'set', section: { kind: 'sso-session', name: `a\r${secret}` }, values: [] },
    ],
    ['an empty name', set('', [['a'], secret])],
    ['an empty key', set('default', [[''], secret])],
    ['white space around a value', set('default', [['a'], ` ${secret}`])],
    ['white space around a key', set('default', [['a '], secret])],
    ['a separator in a key', set('default', [[`a=${secret}`], '1'])],
    ['a key that makes a comment', set('default', [['#a'], secret])],
    ['a key that makes a header', set('default', [['[a'], `${secret}]`])],
    ['one value over a block', set('default', [['block'], secret])],
    ['a block over one value', set('default', [['one', 'k'], secret])],
  ];
  for (const [what, edit] of refused) {
    test(what, () => {
      const text = '[default]\none = 1\nblock =\n  k = 1\n';
      assert.throws(
        () => editConfig(text, [edit], 'config'),
        (error) =>
          isError(error, 'CONFIG_VALUE_REFUSED') &&
          !JSON.stringify(error).includes(secret) &&
          !error.message.includes(secret),
      );
    });
  }

  test('the section [DEFAULT] of a credentials file', () => {
    assert.throws(
      () => editCredentials('', [set('DEFAULT', [['a'], '1'])], 'credentials'),
      (error) => isError(error, 'CONFIG_VALUE_REFUSED'),
    );
  });
});
