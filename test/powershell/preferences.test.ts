import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skipWithoutEngine } from './engine.ts';
import { reply, runSession } from './session.ts';

interface Seen {
  readonly combination: string;
  readonly used: number;
  readonly isSet: boolean;
  readonly wordStatus: number;
  readonly thrown: string;
  readonly status: number;
  readonly succeeded: boolean;
  readonly kept: boolean;
}

const odd = ['two words', '', 'a"b', 'end\\', 'x y\\', '"', '\\"', '開発'];
const quoted = odd.map((word) => `'${word}'`).join(' ');

const script = `
  foreach ($errors in 'Continue', 'SilentlyContinue', 'Stop') {
  foreach ($natives in $false, $true) {
  foreach ($passing in 'Standard', 'Windows', 'Legacy') {
  foreach ($strict in 'off', 'latest') {
    Remove-Item -LiteralPath Env:AWS_A -ErrorAction Ignore
    if ($strict -eq 'latest') { Set-StrictMode -Version Latest } else { Set-StrictMode -Off }
    $global:PSNativeCommandUseErrorActionPreference = $natives
    $global:PSNativeCommandArgumentPassing = $passing
    $global:ErrorActionPreference = $errors
    $seen = @{ combination = "$errors $natives $passing $strict"; thrown = ''; succeeded = $true }
    jpaws use good
    $seen.used = $LASTEXITCODE
    $seen.isSet = $env:AWS_A -ceq 'new'
    jpaws use bad
    $seen.wordStatus = $LASTEXITCODE
    try { Use-JpAws bad; $seen.succeeded = $? } catch { $seen.thrown = $_.FullyQualifiedErrorId }
    $seen.status = $LASTEXITCODE
    $seen.kept = $env:AWS_A -ceq 'new'
    jpaws show ${quoted}
    $global:ErrorActionPreference = 'Continue'
    ConvertTo-Json -Compress $seen
  } } } }`;

const answers = {
  'use good': { stdout: reply('set AWS_A=new') },
  'use bad': { stdout: reply('set AWS_A=wrong'), status: 4 },
  'use -- bad': { stdout: reply('set AWS_A=wrong'), status: 4 },
};

for (const constrained of [false, true]) {
  const where = constrained ? ' in Constrained Language Mode' : '';
  test(`every combination of preferences gives the same results${where}`, skipWithoutEngine(), async () => {
    const { lines, calls } = await runSession({ script, answers, constrained });
    const seen = lines.map((line) => JSON.parse(line) as Seen);
    assert.equal(seen.length, 36);
    for (const one of seen) {
      const stops = one.combination.startsWith('Stop');
      const { combination: _, ...results } = one;
      assert.deepEqual(
        results,
        {
          used: 0,
          isSet: true,
          wordStatus: 4,
          thrown: stops ? 'PROGRAM_FAILED,Use-JpAws' : '',
          status: 4,
          // Write-Error, all that Constrained Language Mode has, leaves the caller's $? alone.
          succeeded: stops || constrained,
          kept: true,
        },
        one.combination,
      );
    }
    const shown = calls.filter((call) => call.args[0] === 'show');
    assert.equal(shown.length, 36);
    for (const [at, call] of shown.entries()) assert.deepEqual(call.args.slice(1), odd, seen[at]?.combination);
  });
}

test(
  'a global StrictMode and an unset LASTEXITCODE do not disturb loading, listing or completion',
  skipWithoutEngine(),
  async () => {
    const { lines, stderr } = await runSession({
      before: 'Set-StrictMode -Version Latest',
      script: `
      [System.Management.Automation.CommandCompletion]::CompleteInput('Use-JpAws k', 11, $null).CompletionMatches[0].CompletionText
      Get-JpAwsProfile | ForEach-Object { $_.Name }`,
      answers: {
        '__complete -- use k': { stdout: 'koa-dev\n' },
        'list --json': {
          stdout:
            '[{"name":"koa-dev","account":null,"role":null,"region":null,"session":null,"startUrl":null,"state":"signed-out","expiresAt":null,"secondsLeft":null}]\n',
        },
      },
    });
    assert.equal(stderr, '');
    assert.deepEqual(lines, ['koa-dev', 'koa-dev']);
  },
);
