import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editConfig } from '../../../src/domain/aws-config/edit-config.ts';
import type { ConfigEdit } from '../../../src/domain/aws-config/edit-config.ts';
import { parseConfig } from '../../../src/domain/aws-config/parse-config.ts';
import { JpawsError } from '../../../src/domain/errors.ts';

const times = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

const shapes: Readonly<Record<string, (size: number) => string>> = {
  'many profiles': (size) => times(size, (index) => `[profile p${index}]\nsso_session = s\nregion = eu-west-1\n`),
  'many keys in a section': (size) => `[default]\n${times(size, (index) => `key${index} = 1\n`)}`,
  'many lines of one value': (size) => `[default]\na = 1\n${times(size, () => '  more\n')}`,
  'many blank lines in one value': (size) => `[default]\na = 1\n${times(size, () => '\n')}  more\n`,
  'many keys of a block': (size) => `[default]\ns3 =\n${times(size, (index) => `  key${index} = 1\n`)}`,
  'colons only': (size) => `[default]\n${times(size, (index) => `key${index} : 1\n`)}`,
  'one long line': (size) => `[default]\na = ${' x'.repeat(size * 10)}\n`,
  'one long line of blanks': (size) => `[default]\n${' '.repeat(size * 10)}\n`,
  'lone CRs': (size) => `[default]\r${times(size, (index) => `key${index} = 1\r`)}`,
  'brackets that close nothing': (size) => `[default]\n${times(size, (index) => `[${index}=1\n`)}`,
  'sections that stand twice': (size) => times(size, () => '[profile a]\n'),
  'one name in many spellings': (size) =>
    times(size, (index) => `[profile ${'"'.repeat(2 * (index % 500))}a${'\t'.repeat(index / 500)}]\n`),
};

function read(text: string): void {
  try {
    for (const { values } of parseConfig(text, 'config').sections) assert.ok(values.size >= 0);
  } catch (error) {
    assert.ok(error instanceof JpawsError);
  }
}

/** The shortest of some runs: what other programs take from the machine falls out. */
function shortest(run: () => void): number {
  const runs = Array.from({ length: 4 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...runs);
}

const SIZE = 4_000;
const FACTOR = 8;
// Linear work gives about 8, quadratic work 64.
const LIMIT = 28;

function assertLinear(run: (size: number) => () => void): void {
  const small = Math.max(shortest(run(SIZE)), 0.5);
  const large = shortest(run(SIZE * FACTOR));
  assert.ok(
    large < small * LIMIT,
    `${FACTOR} times as much took ${(large / small).toFixed(1)} times as long (${large.toFixed(1)} ms)`,
  );
}

for (const [shape, text] of Object.entries(shapes)) {
  test(`reading takes time in proportion to the length: ${shape}`, () => {
    assertLinear((size) => {
      const whole = text(size);
      return () => read(whole);
    });
  });
}

test('the measurement sees quadratic work', () => {
  const quadratic = (size: number) => () => {
    let sum = 0;
    for (let outer = 0; outer < size; outer += 1) for (let inner = 0; inner < size; inner += 8) sum += inner ^ outer;
    assert.ok(sum !== 1);
  };
  assert.throws(() => assertLinear(quadratic), /times as long/);
});

test('many edits take time in proportion to their number', () => {
  const edits = (size: number): ConfigEdit[] =>
    Array.from({ length: size }, (_, index) => ({
      op: 'set',
      section: { kind: 'profile', name: `p${index}` },
      values: [
        [['region'], 'eu-north-1'],
        [['output'], 'json'],
      ],
    }));
  assertLinear((size) => {
    const text = times(size / 8, (index) => `[profile p${index}]\nregion = eu-west-1\n`);
    return () => void editConfig(text, edits(size / 4), 'config');
  });
});
