import assert from 'node:assert/strict';
import type { Report, Scenario } from '../driver.ts';
import { plainReply, plainVariables, reply } from '../replies.ts';

const environments = ({ seen }: Report): readonly object[] => seen.map(({ environment }) => environment);

const first = reply('set AWS_A=first', 'set AWS_ONLY_FIRST=1', 'set JPAWS_PREVIOUS={"AWS_PROFILE": "mine"}');
const second = reply(
  'unset AWS_ONLY_FIRST',
  'set AWS_A=second',
  'set AWS_ONLY_SECOND=2',
  'set JPAWS_PREVIOUS={"AWS_PROFILE": "mine"}',
);
const cleared = reply('unset AWS_A', 'unset AWS_ONLY_SECOND', 'unset JPAWS_PREVIOUS', 'set AWS_PROFILE=mine');

export const applyingScenarios: readonly Scenario[] = [
  {
    name: 'use sets and unsets, quietly, with status 0, and tells the program its contract',
    environment: { AWS_GONE: 'x', AWS_KEPT: 'kept' },
    answers: { it: { stdout: plainReply } },
    steps: [{ do: 'jpaws', args: ['use', 'it'] }],
    judge: ({ seen, transcript, files }) => {
      assert.deepEqual(seen, [
        {
          status: 0,
          stdout: '',
          stderr: '',
          environment: { ...plainVariables, AWS_KEPT: 'kept' },
          calls: [{ args: ['use', 'it'], contract: '1' }],
        },
      ]);
      assert.deepEqual({ transcript, files }, { transcript: '', files: [] });
    },
  },
  {
    name: 'a second use leaves nothing of the first, and clear brings back what was there',
    environment: { AWS_PROFILE: 'mine' },
    answers: {
      one: { stdout: first.replace('set ', 'unset AWS_PROFILE\nset ') },
      two: { stdout: second },
      clear: { stdout: cleared },
    },
    steps: [
      { do: 'jpaws', args: ['use', 'one'] },
      { do: 'jpaws', args: ['use', 'two'] },
      { do: 'jpaws', args: ['clear'] },
    ],
    judge: (report) =>
      assert.deepEqual(environments(report), [
        { AWS_A: 'first', AWS_ONLY_FIRST: '1', JPAWS_PREVIOUS: '{"AWS_PROFILE": "mine"}' },
        { AWS_A: 'second', AWS_ONLY_SECOND: '2', JPAWS_PREVIOUS: '{"AWS_PROFILE": "mine"}' },
        { AWS_PROFILE: 'mine' },
      ]),
  },
  {
    name: 'all four calls that change the environment are applied: use, clear, logout, renewal',
    answers: Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((name) => [name, { stdout: reply(`set AWS_${name.toUpperCase()}=1`) }]),
    ),
    steps: ['use', 'clear', 'logout', '__renew'].map((word, at) => ({ do: 'jpaws', args: [word, 'abcd'.charAt(at)] })),
    judge: (report) =>
      assert.deepEqual(environments(report).at(-1), { AWS_A: '1', AWS_B: '1', AWS_C: '1', AWS_D: '1' }),
  },
  {
    name: 'a variable that the person set in the session is replaced and removed like any other',
    answers: { it: { stdout: plainReply } },
    steps: [
      { do: 'set', name: 'AWS_A', value: 'mine' },
      { do: 'set', name: 'AWS_GONE', value: 'mine' },
      { do: 'jpaws', args: ['use', 'it'] },
    ],
    judge: (report) => assert.deepEqual(environments(report), [plainVariables]),
  },
  {
    name: 'loaded twice it works as loaded once',
    environment: { AWS_GONE: 'x' },
    answers: { it: { stdout: plainReply } },
    steps: [{ do: 'load' }, { do: 'jpaws', args: ['use', 'it'] }, { do: 'load' }, { do: 'jpaws', args: ['use', 'it'] }],
    judge: ({ seen, transcript }) => {
      for (const { environment, status, calls } of seen) {
        assert.deepEqual(
          { environment, status, calls: calls.length },
          { environment: plainVariables, status: 0, calls: 1 },
        );
      }
      assert.equal(transcript, '');
    },
  },
  {
    name: 'a message of the program on stderr goes to the person',
    answers: { it: { stdout: plainReply, stderr: 'koa-dev-customer is active, 52 min left\n' } },
    steps: [{ do: 'jpaws', args: ['use', 'it'] }],
    judge: ({ seen: [after] }) => assert.equal(after?.stderr, 'koa-dev-customer is active, 52 min left\n'),
  },
  {
    name: 'a captured call reads the stdin of the session',
    answers: { it: { stdout: reply('set AWS_A=1').slice(0, 8), echoesStdin: true } },
    steps: [{ do: 'jpaws', args: ['use', 'it'], stdin: 'not a reply\n' }],
    judge: ({ seen: [after] }) => assert.deepEqual([after?.status, after?.environment, after?.stdout], [3, {}, '']),
  },
  {
    name: 'JPAWS_CONTRACT does not stay in the session',
    answers: { it: { stdout: plainReply }, other: {} },
    steps: [
      { do: 'jpaws', args: ['use', 'it'] },
      { do: 'jpaws', args: ['list', 'other'] },
    ],
    judge: ({ seen }) =>
      assert.deepEqual(
        [seen.map(({ calls }) => calls[0]?.contract), seen[1]?.environment],
        [['1', undefined], plainVariables],
      ),
  },
];
