import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skipWithoutEngine } from './engine.ts';
import { reply, runSession } from './session.ts';

const answers = {
  'use -- x': { stdout: reply('set AWS_A=1') },
  'use x': { stdout: reply('set AWS_A=1') },
  clear: { stdout: reply('unset AWS_A') },
  logout: { stdout: reply('unset AWS_A') },
  login: { stderr: 'signed in\n' },
  'configure --yes -- x': {},
  'list --json': {
    stdout:
      '[{"name":"x","account":"1","role":"r","region":"eu","session":"s","startUrl":null,"state":"live","expiresAt":"2030-01-01T00:00:00Z","secondsLeft":100}]\n',
  },
  'status --json': { stdout: '{"state":{"profile":"x"},"sessions":[]}\n', status: 1 },
  'doctor --json': { stdout: '[]\n' },
  'whoami --json': { stdout: '{"profile":"x","account":"1","arn":"a","userId":"u"}\n' },
  list: { stdout: 'x\n' },
  '__complete -- use x': { stdout: 'x\n' },
};

/** One call of every exported function, with a sign that it did its work. */
const calls: Readonly<Record<string, readonly [script: string, sees: RegExp]>> = {
  'Use-JpAws': ['Use-JpAws x; "$env:AWS_A"', /^1$/m],
  'Clear-JpAws': ['Use-JpAws x; Clear-JpAws; "<$env:AWS_A>"', /^<>$/m],
  'Connect-JpAws': ['Connect-JpAws; "$LASTEXITCODE"', /^0$/m],
  'Disconnect-JpAws': ['Use-JpAws x; Disconnect-JpAws; "<$env:AWS_A>"', /^<>$/m],
  'New-JpAwsProfile': ['New-JpAwsProfile x -Yes | ForEach-Object { $_.Name }', /^x$/m],
  'Get-JpAwsProfile': ['Get-JpAwsProfile | ForEach-Object { "$($_.Name) $($_.TimeLeft)" }', /^x 00:01:40$/m],
  'Get-JpAwsIdentity': ['(Get-JpAwsIdentity).Arn', /^a$/m],
  jpaws: ['jpaws use x; "$env:AWS_A"; jpaws list', /^1\nx$/m],
};

for (const [name, [script, sees]] of Object.entries(calls)) {
  test(`${name} works in Constrained Language Mode`, skipWithoutEngine(), async () => {
    const { stdout, stderr } = await runSession({ constrained: true, script, answers });
    assert.match(stdout, sees, stderr);
    assert.doesNotMatch(stderr, /language mode|cannot be found/i);
  });
}

test(
  'what nobody can be asked there is refused in one sentence, and -WhatIf does nothing',
  skipWithoutEngine(),
  async () => {
    const {
      stdout,
      stderr,
      calls: made,
    } = await runSession({
      constrained: true,
      answers,
      script: `
      New-JpAwsProfile x -Yes -WhatIf
      Disconnect-JpAws -WhatIf
      Disconnect-JpAws -Confirm -ErrorVariable refused -ErrorAction SilentlyContinue
      "$refused"
      "$($refused[0].FullyQualifiedErrorId) $LASTEXITCODE"`,
    });
    assert.deepEqual(made, []);
    assert.equal((stdout + stderr).match(/What if: Performing the operation/g)?.length, 2);
    assert.match(stdout, /nothing can be asked for in Constrained Language Mode, nothing was done/);
    assert.match(stdout, /^INPUT_NEEDED,Disconnect-JpAws 2$/m);
  },
);

test('the control: the session is constrained', skipWithoutEngine(), async () => {
  const { stderr } = await runSession({ constrained: true, script: '[System.Text.StringBuilder]::new()' });
  assert.match(stderr, /language mode/i);
});
