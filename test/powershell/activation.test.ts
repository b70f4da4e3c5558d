import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { skipWithoutEngine } from './engine.ts';
import { reply, runSession } from './session.ts';

const first = reply(
  'unset AWS_PROFILE',
  'set AWS_ACCESS_KEY_ID=AKIAFIRST',
  'set AWS_REGION=eu-west-1',
  'set JPAWS_PROFILE=first',
);
const second = reply('unset AWS_REGION', 'set AWS_ACCESS_KEY_ID=AKIASECOND', 'set JPAWS_PROFILE=second');
const gone = reply('unset AWS_ACCESS_KEY_ID', 'unset JPAWS_PROFILE');
const answers = {
  'use -- first': { stdout: first },
  'use first': { stdout: first },
  'use -- second': { stdout: second },
  'use second': { stdout: second },
  clear: { stdout: gone },
  'logout --all': { stdout: gone },
};

for (const constrained of [false, true]) {
  const where = constrained ? ' in Constrained Language Mode' : '';
  const run = (script: string) => runSession({ script, answers, constrained, env: { AWS_PROFILE: 'before' } });

  test(`Use-JpAws sets, switches and Clear-JpAws removes${where}`, skipWithoutEngine(), async () => {
    const { probes, stdout, stderr } = await run(
      'Use-JpAws first; & $probe; Use-JpAws -Name second; & $probe; Clear-JpAws; & $probe',
    );
    assert.deepEqual(probes, [
      { AWS_ACCESS_KEY_ID: 'AKIAFIRST', AWS_REGION: 'eu-west-1', JPAWS_PROFILE: 'first' },
      { AWS_ACCESS_KEY_ID: 'AKIASECOND', JPAWS_PROFILE: 'second' },
      {},
    ]);
    assert.equal(stdout + stderr, '');
  });

  test(`the word jpaws does the same${where}`, skipWithoutEngine(), async () => {
    const { probes, lines } = await run(
      'jpaws use first; $LASTEXITCODE; & $probe; jpaws use second; & $probe; jpaws logout --all; & $probe',
    );
    assert.deepEqual(
      probes.map((seen) => seen['JPAWS_PROFILE']),
      ['first', 'second', undefined],
    );
    assert.deepEqual(lines, ['0']);
  });
}

test('Constrained Language Mode is in force in these tests, for the module too', skipWithoutEngine(), async () => {
  const { lines } = await runSession({
    constrained: true,
    script: `
      $module = Get-Module JpAws
      "$(& $module { $ExecutionContext.SessionState.LanguageMode })"
      & $module { try { [Console]::OutputEncoding = [Console]::OutputEncoding; 'allowed' } catch { 'refused' } }`,
  });
  assert.deepEqual(lines, ['ConstrainedLanguage', 'refused']);
});

test(
  'every option of Use-JpAws reaches the program, and the name cannot be taken for one',
  skipWithoutEngine(),
  async () => {
    const { calls } = await runSession({
      script: 'Use-JpAws -Name -x -Region eu-north-1 -Mode Profile -NoLogin -Force',
      answers,
    });
    assert.deepEqual(
      calls.map((call) => call.args),
      [['use', '--region', 'eu-north-1', '--mode', 'profile', '--no-login', '--force', '--', '-x']],
    );
  },
);

test('profiles come through the pipeline, as objects and as texts', skipWithoutEngine(), async () => {
  const { calls } = await runSession({
    script: 'ConvertFrom-Json \'{"Name":"first","Region":"eu-west-1"}\' | Use-JpAws; \'second\' | Use-JpAws',
    answers,
  });
  assert.deepEqual(
    calls.map((call) => call.args.join(' ')),
    ['use -- first', 'use -- second'],
  );
});

const talkative = {
  'that prefers what-if': { before: '$WhatIfPreference = $true; $ConfirmPreference = "Low"', option: '' },
  'with -Verbose': { before: '$VerbosePreference = "Continue"; $DebugPreference = "Continue"', option: '-Verbose' },
};
for (const [name, { before, option }] of Object.entries(talkative)) {
  test(`a session ${name} gets its variables, and sees no value`, skipWithoutEngine(), async () => {
    const { probes, stdout, stderr } = await runSession({
      before,
      script: `Use-JpAws first ${option}; & $probe; Set-Item -LiteralPath Env:CONTROL -Value control-is-shown ${option}`,
      answers,
    });
    assert.equal(probes[0]?.['AWS_ACCESS_KEY_ID'], 'AKIAFIRST');
    assert.ok(!(stdout + stderr).includes('AKIAFIRST'));
    assert.ok((stdout + stderr).includes('control-is-shown'));
  });
}

test('the contract is asked for during the call only', skipWithoutEngine(), async () => {
  const { calls, probes } = await runSession({ script: 'jpaws use first; jpaws list; & $probe', answers });
  assert.deepEqual(
    calls.map((call) => call.contract),
    ['1', undefined],
  );
  assert.ok(!('JPAWS_CONTRACT' in (probes[0] ?? {})));
});

test(
  'what a call beside it (ForEach-Object -Parallel) tells the program does not stay',
  skipWithoutEngine(),
  async () => {
    const env = { JPAWS_CONTRACT: '7', JPAWS_ERRORS: 'record', JPAWS_SHELL: 'powershell/9' };
    const script = '& $probe; Use-JpAws first; Get-JpAwsStatus; & $probe';
    const { calls, probes } = await runSession({ script, answers, env });
    assert.equal(calls[0]?.contract, '1');
    const seen = probes.map((probe) => Object.keys(env).filter((name) => name in probe));
    assert.deepEqual(seen, [Object.keys(env), []]);
  },
);

test('a call for help passes through', skipWithoutEngine(), async () => {
  const { calls, lines } = await runSession({
    script: 'jpaws use --help; jpaws clear -h',
    answers: { 'use --help': { stdout: 'the help of use\n' } },
  });
  assert.deepEqual(
    calls.map((call) => call.contract),
    [undefined, undefined],
  );
  assert.deepEqual(lines, ['the help of use']);
});

test('other commands pass through with arguments, input, output and status', skipWithoutEngine(), async () => {
  const { calls, lines } = await runSession({
    script: `jpaws export 'a b' '' 'q"q' 'end\\' --format=env -- -x; "status $LASTEXITCODE"`,
    answers: { [`export a b  q"q end\\ --format=env -x`]: { stdout: 'one\ntwo\n', status: 7 } },
  });
  assert.deepEqual(calls[0]?.args, ['export', 'a b', '', 'q"q', 'end\\', '--format=env', '-x']);
  assert.deepEqual(lines, ['one', 'two', 'status 7']);
});

test('arguments are never expanded against the working folder', skipWithoutEngine(), async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'jpaws-folder-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, '--force'), '');
  const odd = ['*', '--*', '?', '[a-z]', '~', '~/x', '[-][-]force'];
  const words = odd.map((word) => `'${word}'`).join(' ');
  const { calls, lines } = await runSession({
    cwd: folder,
    script: `jpaws use ${words}; jpaws list ${words}; Use-JpAws '*' -ErrorAction Ignore; $all = '*'; & /bin/echo $all`,
  });
  assert.deepEqual(
    calls.map((call) => call.args),
    [
      ['use', ...odd],
      ['list', ...odd],
      ['use', '--', '*'],
    ],
  );
  if (process.platform !== 'win32') assert.deepEqual(lines, ['--force'], 'the control: the engine expands');
});

test('values arrive exactly', skipWithoutEngine(), async () => {
  const values = [
    'x=y',
    ' outer blanks ',
    '$(id) `n $env:PATH %PATH%',
    `both ' and "`,
    '‘typographic’ “quotes”',
    'blåbær 開発 🔑',
    'back\\',
    '*?[a]',
    'a'.repeat(20_000),
  ];
  const { probes } = await runSession({
    script: 'jpaws use odd; & $probe',
    answers: { 'use odd': { stdout: reply(...values.map((value, at) => `set AWS_V${at}=${value}`)) } },
  });
  assert.deepEqual(Object.values(probes[0] ?? {}), values);
});
