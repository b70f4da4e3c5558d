import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skipWithoutEngine } from './engine.ts';
import { reply, runSession } from './session.ts';

const answers = { 'use -- x': { stdout: reply('set AWS_A=1') }, 'use x': { stdout: reply('set AWS_A=1') } };

const credentials =
  'WARNING: AWS.Tools takes $StoredAWSCredentials of this session, and not the profile; forget it with: Clear-AWSCredential';
const region =
  'WARNING: AWS.Tools takes $StoredAWSRegion of this session, and not the profile; forget it with: Clear-DefaultAWSRegion';

for (const constrained of [false, true]) {
  const where = constrained ? ' in Constrained Language Mode' : '';
  for (const call of ['Use-JpAws x', 'jpaws use x']) {
    test(`${call} warns once of what AWS.Tools would take instead${where}`, skipWithoutEngine(), async () => {
      const { stderr, stdout } = await runSession({
        answers,
        constrained,
        script: `
          ${call}
          $global:StoredAWSCredentials = 'SECRET'
          ${call}; ${call}
          $global:StoredAWSRegion = 'eu-west-1'
          ${call}; ${call}`,
      });
      // The console host writes warnings to stdout where there is no console.
      assert.deepEqual((stdout + stderr).split('\n'), [credentials, region, '']);
    });
  }
}

test('nothing is said where nothing is stored, or where the call fails', skipWithoutEngine(), async () => {
  const { stderr, lines } = await runSession({
    before: 'Set-StrictMode -Version Latest',
    answers: { ...answers, 'use -- bad': { status: 5 } },
    script: `
      $global:StoredAWSCredentials = $null
      Use-JpAws x
      $global:StoredAWSRegion = 'eu-west-1'
      Use-JpAws bad -ErrorAction SilentlyContinue
      Use-JpAws x -WarningAction SilentlyContinue -WarningVariable said
      "$($said.Count)"`,
  });
  assert.equal(stderr, '');
  assert.deepEqual(lines, ['1']);
});
