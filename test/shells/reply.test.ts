import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { EnvChange } from '../../src/domain/env-change.ts';
import { type ErrorCode, isError } from '../../src/domain/errors.ts';
import { encodeReply, parseReply } from '../../src/shells/reply.ts';

const change = (set: EnvChange['set'], unset: readonly string[] = []): EnvChange => ({ unset, set });

const refuses = (run: () => unknown, code: ErrorCode): void =>
  assert.throws(
    run,
    (error) => isError(error, code) && !/SECRET/.test(`${error.message} ${error.hint} ${JSON.stringify(error.args)}`),
  );

test('a change becomes header, unsets, sets and end, each list sorted by name', () => {
  const text = encodeReply(
    change(
      [
        ['AWS_REGION', 'eu-west-1'],
        ['AWS_A', '1 = 2'],
      ],
      ['JPAWS_X', 'AWS_PROFILE'],
    ),
  );
  assert.equal(text, 'jpaws/1\nunset AWS_PROFILE\nunset JPAWS_X\nset AWS_A=1 = 2\nset AWS_REGION=eu-west-1\nend\n');
});

test('an empty value is sent as unset, in its place', () => {
  assert.equal(
    encodeReply(change([['AWS_B', '']], ['AWS_C', 'AWS_A'])),
    'jpaws/1\nunset AWS_A\nunset AWS_B\nunset AWS_C\nend\n',
  );
});

test('a change of nothing is a whole reply with a record that does nothing', () => {
  assert.equal(encodeReply(change([])), 'jpaws/1\nunset JPAWS_CONTRACT\nend\n');
});

test('a value that a line cannot hold is refused without being shown', () => {
  for (const value of ['SECRET\n', '\nSECRET', 'SECRET\r', 'SEC\0RET', 'SECRET\ud800']) {
    refuses(() => encodeReply(change([['AWS_A', value]])), 'VALUE_NOT_CARRIABLE');
  }
});

test('a name outside AWS_* and JPAWS_* is refused, as a set and as an unset', () => {
  for (const name of [
    'PATH',
    'aws_a',
    'AWS_',
    'AWS_a',
    'AWS_A\n',
    'AWS_É',
    'XAWS_A',
    'AWS_A=',
    '',
    'AWS_A\nset PATH',
  ]) {
    refuses(() => encodeReply(change([[name, 'SECRET']])), 'VALUE_NOT_CARRIABLE');
    refuses(() => encodeReply(change([], [name])), 'VALUE_NOT_CARRIABLE');
  }
});

test('a name that stands twice is refused', () => {
  refuses(() => encodeReply(change([['AWS_A', '1']], ['AWS_A'])), 'VALUE_NOT_CARRIABLE');
  refuses(
    () =>
      encodeReply(
        change([
          ['AWS_A', '1'],
          ['AWS_A', '2'],
        ]),
      ),
    'VALUE_NOT_CARRIABLE',
  );
});

const carriableName = fc.stringMatching(/^(?:AWS|JPAWS)_[A-Z0-9_]{1,12}$/);
const carriableValue = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/[\n\r\0]/.test(text));

test('what can be carried is read back as it was', () => {
  const changes = fc.uniqueArray(fc.tuple(carriableName, fc.option(carriableValue)), {
    selector: ([name]) => name,
    minLength: 1,
  });
  fc.assert(
    fc.property(changes, (entries) => {
      const unset = entries.filter(([, value]) => value === null).map(([name]) => name);
      const set = entries.flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]]));
      const read = parseReply(encodeReply(change(set, unset)));
      assert.deepEqual([new Set(read.unset), new Map(read.set)], [new Set(unset), new Map(set)]);
    }),
  );
});

test('equal changes give equal bytes, whatever their order', () => {
  const pairs: [string, string][] = [
    ['AWS_B', '2'],
    ['AWS_A', '1'],
    ['JPAWS_C', '3'],
  ];
  assert.equal(
    encodeReply(change(pairs, ['AWS_Z', 'AWS_Y'])),
    encodeReply(change(pairs.toReversed(), ['AWS_Y', 'AWS_Z'])),
  );
});

test('a reply that is cut off anywhere is refused', () => {
  const whole = encodeReply(
    change(
      [
        ['AWS_A', 'end'],
        ['AWS_B', '2'],
      ],
      ['AWS_C'],
    ),
  );
  for (let length = 0; length < whole.length; length += 1)
    refuses(() => parseReply(whole.slice(0, length)), 'REPLY_BROKEN');
  parseReply(whole);
});

test('a line that is no record is refused', () => {
  for (const line of [
    '',
    'set AWS_A',
    'set AWS_A=',
    'unset AWS_A=',
    'SET AWS_A=1',
    'end',
    'set  AWS_A=1',
    ' set AWS_A=1',
  ]) {
    assert.throws(() => parseReply(`jpaws/1\n${line}\nend\n`), /reply|variable/, line);
  }
});
