import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skipWithoutEngine } from './engine.ts';
import { reply, runSession } from './session.ts';

/** Settings of a person; each is made in a session of its own before the module is loaded. */
const settings: Readonly<Record<string, string>> = {
  'nothing odd, the control': '',
  'verbose, debug, progress': "$VerbosePreference = $DebugPreference = $ProgressPreference = 'Continue'",
  'information and warnings stop': "$InformationPreference = $WarningPreference = 'Stop'",
  'what-if': '$WhatIfPreference = $true',
  'confirm everything': "$ConfirmPreference = 'Low'",
  'no errors shown': "$ErrorActionPreference = 'SilentlyContinue'",
  'errors stop': "$ErrorActionPreference = 'Stop'; $PSNativeCommandUseErrorActionPreference = $true",
  'strict mode': 'Set-StrictMode -Version Latest',
  'an odd separator': "$OFS = ';'",
  'errors of every command stop': "$PSDefaultParameterValues = @{ '*:ErrorAction' = 'Stop' }",
  'every command is verbose': "$PSDefaultParameterValues = @{ '*:Verbose' = $true; '*:Debug' = $true }",
  'every command only pretends': "$PSDefaultParameterValues = @{ '*:WhatIf' = $true; '*:Confirm' = $false }",
  'values for our own commands': "$PSDefaultParameterValues = @{ 'Use-JpAws:Mode' = 'keys' }",
  'a variable without a value': "$PSDefaultParameterValues = $null; $OFS = $null; $global:LASTEXITCODE = 'x'",
};

const secret = 'secret/of-the-matrix';
const answers = {
  'use good': { stdout: reply(`set AWS_SECRET_ACCESS_KEY=${secret}`, 'set AWS_A=1') },
  'use -- good': { stdout: reply(`set AWS_SECRET_ACCESS_KEY=${secret}`, 'set AWS_A=2') },
  'use --mode keys -- good': { stdout: reply(`set AWS_SECRET_ACCESS_KEY=${secret}`, 'set AWS_A=2') },
  'use bad': { stdout: reply('set AWS_A=wrong'), status: 4 },
  'use -- bad': { stdout: reply('set AWS_A=wrong'), status: 4 },
  'use --mode keys -- bad': { stdout: reply('set AWS_A=wrong'), status: 4 },
  clear: { stdout: reply('unset AWS_SECRET_ACCESS_KEY', 'unset AWS_A') },
};

const script = `
  jpaws use good
  "word $LASTEXITCODE $env:AWS_A"
  Use-JpAws good
  "function $LASTEXITCODE $env:AWS_A"
  jpaws use bad
  "failing word $LASTEXITCODE $env:AWS_A"
  try { Use-JpAws bad -ErrorAction SilentlyContinue } catch { 'thrown' }
  "failing function $LASTEXITCODE $env:AWS_A"
  Clear-JpAws
  "clear $LASTEXITCODE <$env:AWS_A>"`;

const expected = ['word 0 1', 'function 0 2', 'failing word 4 2', 'failing function 4 2', 'clear 0 <>'];

for (const constrained of [false, true]) {
  const where = constrained ? ' in Constrained Language Mode' : '';
  for (const [name, before] of Object.entries(settings)) {
    test(`${name}: sets, fails and clears as ever, and shows no value${where}`, skipWithoutEngine(), async () => {
      const { lines, stdout, stderr } = await runSession({ before, script, answers, constrained });
      const results = lines.filter((line) => /^(?:word|function|failing|clear|thrown)/.test(line));
      assert.deepEqual(results, expected, stdout + stderr);
      assert.ok(!(stdout + stderr).includes(secret), stdout + stderr);
    });
  }
}
