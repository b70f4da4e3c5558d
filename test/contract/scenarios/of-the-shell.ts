import assert from 'node:assert/strict';
import type { Oddity, Scenario, ShellDriver } from '../driver.ts';
import { plainReply, plainVariables, reply } from '../replies.ts';
import { lineEndScenario, refusesWith } from './refusing.ts';
import { otherLocaleScenario } from './values.ts';
import { renewingScenarios, tellsItsShell } from './renewing.ts';

const SECRETS = { AWS_A: 'SECRET-one', AWS_B: 'SECRET-two words' };
const secretReply = reply('unset AWS_GONE', ...Object.entries(SECRETS).map(([name, value]) => `set ${name}=${value}`));

const worksWith = (oddity: Oddity): Scenario => ({
  name: `use, use again and clear work with ${oddity.name}`,
  environment: { AWS_GONE: 'x', AWS_A: 'old' },
  oddity,
  answers: {
    it: { stdout: plainReply },
    other: {
      stdout: reply('unset AWS_B', 'unset JPAWS_C', 'set AWS_A=a[$(touch PWNED)]', 'set AWS_C=Mixed jA=/ Case'),
    },
    clear: { stdout: reply('unset AWS_A', 'unset AWS_C') },
    list: { stdout: 'a list\n' },
  },
  steps: [
    { do: 'jpaws', args: ['use', 'it'] },
    { do: 'jpaws', args: ['use', 'other'] },
    { do: 'jpaws', args: ['list', 'list'] },
    { do: 'jpaws', args: ['clear', 'clear'] },
  ],
  judge: ({ seen, files }) => {
    const other = { AWS_A: 'a[$(touch PWNED)]', AWS_C: 'Mixed jA=/ Case' };
    assert.deepEqual(
      seen.map(({ status, environment, stdout, stderr }) => ({ status, environment, stdout, stderr })),
      [
        { status: 0, environment: plainVariables, stdout: '', stderr: '' },
        { status: 0, environment: other, stdout: '', stderr: '' },
        { status: 0, environment: other, stdout: 'a list\n', stderr: '' },
        { status: 0, environment: {}, stdout: '', stderr: '' },
      ],
    );
    assert.deepEqual(files, []);
  },
});

const showsNoSecret = (oddity: Oddity): Scenario => ({
  name: `${oddity.name} shows no secret and is still on afterwards`,
  oddity,
  answers: {
    it: { stdout: secretReply },
    fails: { stdout: secretReply, status: 5 },
    cut: { stdout: secretReply.slice(0, -4) },
  },
  steps: [
    { do: 'set', name: 'AWS_D', value: 'shown-before' },
    { do: 'jpaws', args: ['use', 'it'] },
    { do: 'jpaws', args: ['use', 'fails'] },
    { do: 'jpaws', args: ['use', 'cut'] },
    { do: 'set', name: 'AWS_D', value: 'shown-after' },
  ],
  judge: ({ seen, transcript }) => {
    assert.deepEqual(seen[0]?.environment, { ...SECRETS, AWS_D: 'shown-before' });
    const everything = [transcript, ...seen.flatMap(({ stdout, stderr }) => [stdout, stderr])].join('\n');
    assert.doesNotMatch(everything, /SECRET-/);
    assert.match(transcript, /shown-before/);
    // After `set +x` in a function mksh sends traces to where `2>FILE` of that call led.
    assert.match(everything, /shown-after/);
  },
});

const isBlockedBy = (oddity: Oddity): Scenario => ({
  name: `a read-only variable (${oddity.name}) is named and nothing is applied`,
  environment: { AWS_A: 'old', AWS_GONE: 'x' },
  oddity,
  answers: {
    sets: { stdout: reply('unset AWS_GONE', 'set AWS_A=new', 'set AWS_BLOCKED=new', 'set AWS_Z=new') },
    unsets: { stdout: reply('unset AWS_BLOCKED', 'unset AWS_GONE', 'set AWS_A=new') },
    free: { stdout: reply('unset AWS_GONE', 'set AWS_A=new') },
  },
  steps: [
    { do: 'jpaws', args: ['use', 'sets'] },
    { do: 'jpaws', args: ['use', 'unsets'] },
    { do: 'jpaws', args: ['use', 'free'] },
  ],
  judge: ({ seen }) => {
    for (const after of seen.slice(0, 2)) {
      const { AWS_A, AWS_GONE, AWS_Z } = after.environment;
      assert.deepEqual(
        { status: after.status, AWS_A, AWS_GONE, AWS_Z },
        { status: 1, AWS_A: 'old', AWS_GONE: 'x', AWS_Z: undefined },
      );
      assert.match(after.stderr, /^jpaws: AWS_BLOCKED is read-only [^\n]*nothing was changed[^\n]*\n$/);
    }
    assert.deepEqual(
      [seen[2]?.status, seen[2]?.environment['AWS_A'], seen[2]?.environment['AWS_GONE']],
      [0, 'new', undefined],
    );
  },
});

const showsThrough = (oddity: Oddity): Scenario => ({
  name: `${oddity.name} that would have to go is named by use, and is there again after clear`,
  environment: { AWS_A: 'old' },
  oddity,
  answers: {
    unsets: { stdout: reply('unset AWS_SHOWN', 'set AWS_A=new') },
    sets: { stdout: reply('set AWS_A=new', 'set AWS_SET=new') },
    clear: { stdout: reply('unset AWS_A', 'unset AWS_SET') },
  },
  steps: [
    { do: 'jpaws', args: ['use', 'unsets'] },
    { do: 'jpaws', args: ['use', 'sets'] },
    { do: 'jpaws', args: ['clear', 'clear'] },
  ],
  judge: ({ seen }) => {
    assert.deepEqual(
      seen.map(({ status, environment }) => ({ status, ...environment })),
      [
        { status: 1, AWS_A: 'old', AWS_SET: 'mine', AWS_SHOWN: 'mine' },
        { status: 0, AWS_A: 'new', AWS_SET: 'new', AWS_SHOWN: 'mine' },
        { status: 0, AWS_SET: 'mine', AWS_SHOWN: 'mine' },
      ],
    );
    assert.match(seen[0]?.stderr ?? '', /^jpaws: AWS_SHOWN is [^\n]*nothing was changed[^\n]*set -eU AWS_SHOWN\n$/);
    assert.deepEqual(
      seen.slice(1).map(({ stderr }) => stderr),
      ['', ''],
    );
  },
});

/** The scenarios that stand on what one shell can do: settings, tracing, read-only variables. */
export const scenariosOfTheShell = (driver: ShellDriver): readonly Scenario[] => [
  ...driver.oddities.map(worksWith),
  ...driver.oddities.filter(({ endsAtFailure }) => endsAtFailure !== true).map(refusesWith),
  ...(driver.losesLineEnds ? [] : [lineEndScenario]),
  ...(driver.readsOnlyItsLocale ? [] : [otherLocaleScenario]),
  ...driver.tracings.map(showsNoSecret),
  ...driver.blockades.map(isBlockedBy),
  ...driver.unhidable.map(showsThrough),
  ...renewingScenarios(driver),
  tellsItsShell(driver),
];
