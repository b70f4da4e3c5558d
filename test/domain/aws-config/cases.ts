import type { PlainSections } from './plain-data.ts';

interface ReadCase {
  readonly rule: string;
  readonly text: string;
  readonly profiles: PlainSections;
}

/** One text for each rule of the grammar, and the profiles that the AWS CLI sees in it as a config file. */
export const readCases: readonly ReadCase[] = [
  { rule: 'an empty file has no profile', text: '', profiles: {} },
  { rule: 'a file of blank lines and comments has no profile', text: '\n \t\n# a\n; b\n', profiles: {} },
  { rule: 'a profile may be empty', text: '[profile idle]', profiles: { idle: {} } },
  {
    rule: 'the default profile needs no prefix',
    text: '[default]\nregion = eu-north-1\n',
    profiles: { default: { region: 'eu-north-1' } },
  },
  {
    rule: 'the default profile may have the prefix',
    text: '[profile default]\na = 1\n',
    profiles: { default: { a: '1' } },
  },
  {
    rule: 'of [default] and [profile default] the later one counts alone',
    text: '[profile default]\na = 1\n[default]\nb = 2\n',
    profiles: { default: { b: '2' } },
  },
  { rule: 'a section without the prefix is no profile', text: '[team]\na = 1\n[ default ]\n', profiles: {} },
  { rule: 'white space before the prefix makes it no profile', text: '[ profile team]\na = 1\n', profiles: {} },
  { rule: 'several blanks or tabs may follow the prefix', text: '[profile \t team\t]\n', profiles: { team: {} } },
  { rule: 'double quotes hold blanks', text: '[profile "two  words"]\n', profiles: { 'two  words': {} } },
  { rule: 'single quotes hold blanks', text: "[profile 'two words']\n", profiles: { 'two words': {} } },
  { rule: 'a backslash holds a blank', text: '[profile two\\ words]\n', profiles: { 'two words': {} } },
  { rule: 'a name of two words without quotes is ignored', text: '[profile two words]\na = 1\n', profiles: {} },
  {
    rule: 'an open quote makes the section ignored',
    text: '[profile "two]\na = 1\n[profile b]\n',
    profiles: { b: {} },
  },
  { rule: 'what begins like the prefix counts as the prefix', text: '[profiles team]\n', profiles: { team: {} } },
  {
    rule: 'text after the bracket is ignored',
    text: '[profile a] # note\n[profile b]; note\n',
    profiles: { a: {}, b: {} },
  },
  { rule: 'an indented header is a header', text: '  [profile a]\nx = 1\n', profiles: { a: { x: '1' } } },
  {
    rule: 'keys are read in lower case, values as they are',
    text: '[default]\nSSO_Region = EU\n',
    profiles: { default: { sso_region: 'EU' } },
  },
  { rule: 'a colon separates too', text: '[default]\na: 1\nb : x=y\n', profiles: { default: { a: '1', b: 'x=y' } } },
  { rule: 'the first of = and : separates', text: '[default]\na = b:c=d\n', profiles: { default: { a: 'b:c=d' } } },
  { rule: 'keys and values are trimmed', text: '[default]\na\t = \t 1 \t\n', profiles: { default: { a: '1' } } },
  { rule: 'a key may hold blanks', text: '[default]\nmy key = 1\n', profiles: { default: { 'my key': '1' } } },
  { rule: 'a value may be empty', text: '[default]\na =\nb=\n', profiles: { default: { a: '', b: '' } } },
  {
    rule: 'a # or ; inside of a line belongs to the value',
    text: '[default]\na = 1 # x\nb = 2 ; y\n',
    profiles: { default: { a: '1 # x', b: '2 ; y' } },
  },
  {
    rule: 'a line that begins with # or ; is a comment',
    text: '[default]\n#a = 1\n  ; b = 2\nc = 3\n',
    profiles: { default: { c: '3' } },
  },
  {
    rule: 'a deeper line goes on with the value',
    text: '[default]\na = 1\n  2\n\t3\n',
    profiles: { default: { a: '1\n2\n3' } },
  },
  {
    rule: 'a value goes on after a blank line, which is part of it',
    text: '[default]\na = 1\n\n  2\n\n',
    profiles: { default: { a: '1\n\n2' } },
  },
  {
    rule: 'a value goes on after a comment, which is no part of it',
    text: '[default]\na = 1\n# no\n  2\n',
    profiles: { default: { a: '1\n2' } },
  },
  {
    rule: 'equally indented lines are keys of their own',
    text: '[default]\n  a = 1\n  b = 2\n',
    profiles: { default: { a: '1', b: '2' } },
  },
  {
    rule: 'a less indented line is a key of its own',
    text: '[default]\n  a = 1\n b = 2\n',
    profiles: { default: { a: '1', b: '2' } },
  },
  {
    rule: 'a deeper header is part of the value before it',
    text: '[default]\na = 1\n  [profile b]\n',
    profiles: { default: { a: '1\n[profile b]' } },
  },
  {
    rule: 'an empty value with deeper lines is a block',
    text: '[default]\ns3 =\n  max_queue_size = 1\n\n# note\n  Path = a=b\nx = 1\n',
    profiles: { default: { s3: { max_queue_size: '1', Path: 'a=b' }, x: '1' } },
  },
  {
    rule: 'inside of a block only = separates',
    text: '[default]\ns3 =\n  a:b = 1\n',
    profiles: { default: { s3: { 'a:b': '1' } } },
  },
  {
    rule: 'of a key that stands twice in a block the last counts',
    text: '[default]\ns3 =\n  a = 1\n  a = 2\n',
    profiles: { default: { s3: { a: '2' } } },
  },
  {
    rule: 'Windows line ends are line ends',
    text: '[default]\r\na = 1\r\n\r\ns3 =\r\n  b = 2\r\n',
    profiles: { default: { a: '1', s3: { b: '2' } } },
  },
  { rule: 'a lone CR is a line end', text: '[default]\ra = 1\rb = 2', profiles: { default: { a: '1', b: '2' } } },
  { rule: 'a byte order mark is skipped', text: '\ufeff[default]\na = 1\n', profiles: { default: { a: '1' } } },
  {
    rule: 'a no-break space counts as white space',
    text: '[default]\n\u00a0a\u00a0= \u00a01\u00a0\n',
    profiles: { default: { a: '1' } },
  },
  {
    rule: 'the same key may stand in two sections',
    text: '[profile a]\nx = 1\n[profile b]\nx = 2\n',
    profiles: { a: { x: '1' }, b: { x: '2' } },
  },
  {
    rule: 'two spellings of one name: the later counts alone',
    text: '[profile a]\nx = 1\n[profile "a"]\ny = 2\n',
    profiles: { a: { y: '2' } },
  },
  {
    rule: 'values of [DEFAULT] hold for every section',
    text: '[profile a]\nx = 1\n[DEFAULT]\nx = 0\ny = 0\n',
    profiles: { a: { x: '1', y: '0' } },
  },
];

interface BrokenCase {
  readonly rule: string;
  readonly text: string;
  readonly line: number;
}

/** Texts that the AWS CLI refuses, with the line that is to blame. */
export const brokenCases: readonly BrokenCase[] = [
  { rule: 'a key before the first section', text: '# note\na = 1\n', line: 2 },
  { rule: 'a word alone', text: '[default]\na = 1\nword\n', line: 3 },
  { rule: 'a value without a key', text: '[default]\r\n= 1\r\n', line: 2 },
  { rule: 'a header without its bracket', text: '[profile a]\nx = 1\n[profile b\n', line: 3 },
  { rule: 'an empty header', text: '[]\n', line: 1 },
  { rule: 'an indented line that goes on with nothing', text: '[default]\n  word\n', line: 2 },
  { rule: 'a line of a block that is no key = value', text: '[default]\ns3 =\n  a = 1\n  word\n', line: 4 },
  { rule: 'a section that stands twice', text: '[profile a]\nx = 1\n[profile b]\n[profile a]\ny = 2\n', line: 4 },
  { rule: 'a key that stands twice', text: '[default]\na = 1\nb = 2\na = 3\n', line: 4 },
  { rule: 'a key that stands twice in other letters', text: '[default]\nRegion = 1\nregion = 2\n', line: 3 },
  {
    rule: 'a key that stands twice where the section before had it once',
    text: '[profile a]\nx = 1\ny = 2\n[profile b]\nx = 1\nx = 2\n',
    line: 6,
  },
  { rule: 'a line after lone CRs', text: '[default]\ra = 1\rword\r', line: 3 },
];
