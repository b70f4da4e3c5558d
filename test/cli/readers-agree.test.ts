import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readFast } from '../../src/cli/fast-lane.ts';
import { flagFromName, type Command } from '../../src/cli/command.ts';
import { readWithYargs } from '../../src/cli/yargs.ts';
import { commands } from '../../src/commands/index.ts';

const all: readonly Command[] = await Promise.all(Object.values(commands).map((load) => load()));
const fast = all.filter(({ isFast }) => isFast === true);

const PLAIN = [
  'koa-dev-customer',
  'use',
  'true',
  'false',
  '1',
  '007',
  '0x10',
  '1e3',
  'a=b',
  'a.b',
  'å 😀',
  'null',
  '$0',
  '_',
  '-',
  '*',
];
const ODD = [
  '',
  '--',
  '-h',
  '--help',
  '-x',
  '-1',
  '--no-region',
  '--no-no-login',
  '--profile',
  '--__proto__',
  '--_',
  '---',
  '--=x',
  '-=-',
];

/** Words as they may stand behind the command: its own flags in every form, plain and odd words. */
function wordsFor(command: Command): fc.Arbitrary<string[]> {
  const flags = Object.keys(command.options).map((name) => `--${flagFromName(name)}`);
  const values = [...command.positionals, ...Object.values(command.options)].flatMap(({ choices = [] }) => choices);
  const plain = fc.constantFrom(...PLAIN, ...values, 'eu-west-1');
  const known = fc.constantFrom('--no-input', ...flags);
  const word = fc.oneof(
    { weight: 4, arbitrary: plain.map((text) => [text]) },
    { weight: 4, arbitrary: known.map((flag) => [flag]) },
    { weight: 4, arbitrary: fc.tuple(known, plain) },
    { weight: 3, arbitrary: fc.tuple(known, plain).map(([flag, text]) => [`${flag}=${text}`]) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD).map((text) => [text]) },
    { weight: 1, arbitrary: fc.string().map((text) => [text]) },
  );
  return fc.array(word, { maxLength: 5 }).map((words) => words.flat());
}

test('there are fast commands', () => {
  assert.ok(fast.length >= 4);
});

for (const command of fast) {
  test(`${command.name}: where the fast lane answers, yargs answers the same`, async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(wordsFor(command), async (words) => {
        const values = readFast(words, command);
        if (values === undefined) return;
        answered += 1;
        const reading = await readWithYargs(words, command);
        assert.ok(reading.kind === 'arguments');
        assert.deepEqual({ ...reading.values }, { ...values });
      }),
      // So many that init, which takes one word only, answers twice what is asked of it.
      { numRuns: 2000 },
    );
    assert.ok(answered > 40, `only ${answered} calls were answered`);
  });
}

test('the fast lane answers the calls that shells and SDKs make', () => {
  const use = fast.find(({ name }) => name === 'use') ?? assert.fail('no use');
  assert.deepEqual(readFast(['a', '--region', 'eu-west-1', '--mode=profile', '--force'], use), {
    profile: 'a',
    region: 'eu-west-1',
    mode: 'profile',
    force: true,
    noLogin: false,
    noInput: false,
    help: false,
    rest: [],
  });
  assert.equal(readFast(['--', '-x'], use)?.['profile'], '-x');
});

test('the fast lane declines what there is anything to explain about', () => {
  const use = fast.find(({ name }) => name === 'use') ?? assert.fail('no use');
  const unclear = [
    ['-h'],
    ['a', '--help'],
    ['a', 'b'],
    ['--regoin', 'x'],
    ['--region'],
    ['--region='],
    ['--mode', 'x'],
    [''],
    ['--force', '--force'],
  ];
  for (const words of unclear) assert.equal(readFast(words, use), undefined, words.join(' '));
  for (const command of all.filter(({ isFast }) => isFast !== true)) assert.equal(readFast([], command), undefined);
});
