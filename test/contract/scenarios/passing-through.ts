import assert from 'node:assert/strict';
import type { Scenario } from '../driver.ts';
import { plainReply } from '../replies.ts';

const ODD = ['', ' ', 'a b', '*', '$HOME', '$(touch PWNED)', "it's", '"', '\\', '-n', '--', 'é東', 'use', '~', 'a\tb'];

const passes = (name: string, args: readonly string[]): Scenario => ({
  name,
  answers: { it: { stdout: plainReply, stderr: 'for people\n' } },
  steps: [{ do: 'jpaws', args: [...args, 'it'] }],
  judge: ({ seen: [after], files }) => {
    assert.deepEqual(after, {
      status: 0,
      stdout: plainReply,
      stderr: 'for people\n',
      environment: {},
      calls: [{ args: [...args, 'it'], contract: undefined }],
    });
    assert.deepEqual(files, []);
  },
});

export const passingScenarios: readonly Scenario[] = [
  passes('another command passes through, odd arguments included', ['list', ...ODD]),
  passes('use as a second word passes through', ['help', 'use']),
  passes('an option in front of use passes through', ['--debug', 'use']),
  passes('use with --help passes through', ['use', 'x', '--help']),
  passes('use with -h passes through', ['use', '-h']),
  passes('a word that only looks like use passes through', ['us']),
  passes('two words in one pass through', ['use clear x']),
  passes('an empty first word passes through', ['']),
  {
    name: 'odd arguments reach the program unchanged in a captured call',
    answers: { it: { stdout: plainReply } },
    steps: [{ do: 'jpaws', args: ['use', ...ODD, 'it'] }],
    judge: ({ seen: [after], files }) => {
      assert.deepEqual(after?.calls, [{ args: ['use', ...ODD, 'it'], contract: '1' }]);
      assert.deepEqual(files, []);
    },
  },
  {
    name: 'stdin passes through',
    answers: { it: { echoesStdin: true } },
    steps: [{ do: 'jpaws', args: ['exec', 'it'], stdin: 'a\n b\n\nno line end' }],
    judge: ({ seen: [after] }) => assert.equal(after?.stdout, 'a\n b\n\nno line end'),
  },
  {
    name: 'statuses and signals pass through',
    answers: {
      0: { status: 0 },
      1: { status: 1 },
      7: { status: 7 },
      255: { status: 255 },
      TERM: { signal: 'TERM' },
      KILL: { signal: 'KILL' },
    },
    steps: ['0', '1', '7', '255', 'TERM', 'KILL'].map((word) => ({ do: 'jpaws', args: ['exec', word] })),
    judge: ({ seen }) =>
      assert.deepEqual(
        seen.map(({ status }) => status),
        [0, 1, 7, 255, 143, 137],
      ),
  },
];
