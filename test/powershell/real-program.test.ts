import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { account, profile, role, writeConfig, writeRoleCredentials } from '../binary/home.ts';
import { binary, emptyFolder } from '../binary/packed.ts';
import { skipWithoutEngine } from './engine.ts';
import { runSession, type SessionResult } from './session.ts';

const built = { program: dirname(binary), module: join(dirname(binary), 'powershell', 'JpAws') };

/** A session of someone with one profile and role credentials in the cache: no network is needed. */
function runAtHome(t: TestContext, script: string, constrained = false): Promise<SessionResult> {
  const home = emptyFolder(t);
  writeConfig(home, 3);
  writeRoleCredentials(home);
  return runSession({ ...built, script, constrained, env: { HOME: home, USERPROFILE: home, AWS_REGION: 'us-east-2' } });
}

for (const constrained of [false, true]) {
  const where = constrained ? ' in Constrained Language Mode' : '';
  test(`the built module and program set, switch and clear${where}`, skipWithoutEngine(), async (t) => {
    const { probes, lines, stdout, stderr } = await runAtHome(
      t,
      `Use-JpAws ${profile} -NoLogin; & $probe; jpaws use ${profile} --mode profile; "$LASTEXITCODE"; & $probe; Clear-JpAws; & $probe`,
      constrained,
    );
    assert.deepEqual(lines, ['0'], stdout + stderr);
    const [keys, name, cleared] = probes;
    assert.equal(keys?.['AWS_ACCESS_KEY_ID'], 'ASIAEXAMPLEEXAMPLEEX');
    assert.equal(keys?.['JPAWS_PROFILE'], profile);
    assert.equal(keys?.['AWS_REGION'], 'eu-west-1');
    assert.deepEqual([name?.['AWS_PROFILE'], name?.['AWS_ACCESS_KEY_ID']], [profile, undefined]);
    assert.deepEqual(cleared, { AWS_REGION: 'us-east-2' });
    for (const secret of ['x'.repeat(40), 'ASIAEXAMPLEEXAMPLEEX']) assert.ok(!(stdout + stderr).includes(secret));
  });
}

test('the built module lists the profiles of the built program as objects', skipWithoutEngine(), async (t) => {
  const { lines, stderr } = await runAtHome(
    t,
    `Get-JpAwsProfile f* | ForEach-Object { "$($_.Name) $($_.Account) $($_.Role) $($_.Region) $($_.Session) <$($_.ExpiresAt)>" }`,
  );
  assert.deepEqual(lines, [`${profile} ${account} ${role} eu-west-1 one <>`], stderr);
});

test('Tab offers the profiles of the built program', skipWithoutEngine(), async (t) => {
  const { lines } = await runAtHome(
    t,
    `foreach ($line in 'Use-JpAws mo', 'jpaws use --n', 'jpaws wh') {
      foreach ($match in [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches) { $match.CompletionText }
    }`,
  );
  assert.deepEqual(lines, ['more-0', 'more-1', '--no-login', '--no-input', 'whoami']);
});

test(
  'an unknown profile is one record with the code, the words and the hint of the program',
  skipWithoutEngine(),
  async (t) => {
    const { lines, stdout, stderr, probes } = await runAtHome(
      t,
      'Use-JpAws firts -ErrorAction SilentlyContinue; "$? $LASTEXITCODE $($Error[0].FullyQualifiedErrorId)"; "$($Error[0])"; $Error[0].ErrorDetails.RecommendedAction; & $probe',
    );
    assert.equal(lines[0], 'False 5 PROFILE_UNKNOWN,Use-JpAws', stdout + stderr);
    assert.match(lines[1] ?? '', /firts.*first/);
    assert.ok((lines[2] ?? '') !== '');
    assert.equal(stderr, '');
    assert.deepEqual(probes, [{ AWS_REGION: 'us-east-2' }]);
  },
);

test(
  'the status of the built program is an object, in a session with and without a profile',
  skipWithoutEngine(),
  async (t) => {
    const { lines, stderr } = await runAtHome(
      t,
      `foreach ($name in '', '${profile}') {
      if ($name) { Use-JpAws $name -NoLogin }
      $status = Get-JpAwsStatus
      "$($status.Profile)|$($status.Account)|$($status.ExpiresAt -is [datetime])|$($status.TimeLeft -is [timespan])|$($status.RenewAt -is [datetime])|$($status.Sessions[0].Session) $($status.Sessions[0].State)"
    }`,
    );
    const session = '|one signed-out';
    assert.deepEqual(
      lines,
      [`||False|False|False${session}`, `${profile}|${account}|True|True|True${session}`],
      stderr,
    );
  },
);
