import assert from 'node:assert/strict';
import type { Scenario } from '../driver.ts';
import { plainReply } from '../replies.ts';

const SYSTEM = '/usr/local/bin:/usr/bin:/bin';

// The session's working folder lies beside the folder of the fake binary: `../bin` would find it.
const isNotFound = (name: string, path: string): Scenario => ({
  name,
  environment: { PATH: path, AWS_A: 'old' },
  answers: { it: { stdout: plainReply } },
  steps: [
    { do: 'jpaws', args: ['use', 'it'] },
    { do: 'jpaws', args: ['list', 'it'] },
  ],
  judge: ({ seen, transcript }) => {
    for (const after of seen) {
      assert.deepEqual([after.status, after.stdout, after.environment, after.calls], [127, '', { AWS_A: 'old' }, []]);
      assert.match(after.stderr, /^jpaws: the program [^\n]*PATH[^\n]*\n$/);
    }
    assert.equal(transcript, '');
  },
});

export const findingScenarios: readonly Scenario[] = [
  isNotFound('a missing program is named with its remedy, status 127', SYSTEM),
  isNotFound('relative entries of PATH are passed over', `../bin:.::bin:${SYSTEM}`),
  isNotFound('a PATH that ends with a relative entry finds nothing', `${SYSTEM}:../bin:`),
];
