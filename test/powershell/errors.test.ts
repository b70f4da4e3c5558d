import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skipWithoutEngine, typeLines } from './engine.ts';
import { importLine } from './module.ts';
import { runSession, testModule } from './session.ts';

const told = (code: string): string => `error ${code}\nwhat happened\nwhat to do\n`;

/** Codes of docs/errors.md with their status and category. */
const codes: readonly (readonly [string, number, string])[] = [
  ['PORT_TAKEN', 1, 'NotSpecified'],
  ['USAGE', 2, 'InvalidArgument'],
  ['INTEGRATION_DRIFT', 3, 'NotInstalled'],
  ['SIGN_IN_NEEDED', 4, 'AuthenticationError'],
  ['CONFIG_BROKEN', 5, 'InvalidData'],
  ['PROFILE_UNKNOWN', 5, 'ObjectNotFound'],
  ['NETWORK_FAILED', 6, 'ConnectionError'],
  ['ROLE_NOT_ASSIGNED', 7, 'PermissionDenied'],
  ['BUG', 70, 'NotSpecified'],
  ['INTERRUPTED', 130, 'OperationStopped'],
];

const showLast = `ConvertTo-Json -Compress @("$LASTEXITCODE", $Error[0].FullyQualifiedErrorId, "$($Error[0].CategoryInfo.Category)", "$($Error[0].TargetObject)", $Error[0].Exception.Message, $Error[0].ErrorDetails.RecommendedAction, $Error.Count)`;

for (const constrained of [false, true]) {
  const where = constrained ? ' in Constrained Language Mode' : '';
  test(
    `a failure is one record with the code, the message and the hint of the program${where}`,
    skipWithoutEngine(),
    async () => {
      const script = codes.map(([code]) => `Use-JpAws ${code} -ErrorAction SilentlyContinue\n${showLast}`);
      const answers = Object.fromEntries(
        codes.map(([code, status]) => [`use -- ${code}`, { status, stdout: told(code) }]),
      );
      const { lines, stderr } = await runSession({ script: script.join('\n'), answers, constrained });
      assert.deepEqual(
        lines.map((line) => JSON.parse(line) as unknown),
        codes.map(([code, status, category], at) => [
          `${status}`,
          `${code},Use-JpAws`,
          category,
          code,
          'what happened',
          'what to do',
          at + 1,
        ]),
      );
      assert.equal(stderr, '');
    },
  );

  test(`a program that ends without a word is told by its status${where}`, skipWithoutEngine(), async () => {
    const { lines } = await runSession({
      constrained,
      script: [99, 130].map((status) => `Use-JpAws s${status} -ErrorAction SilentlyContinue\n${showLast}`).join('\n'),
      answers: { 'use -- s99': { status: 99, stdout: 'error lower\nx\ny\n' }, 'use -- s130': { status: 130 } },
    });
    const seen = lines.map((line) => (JSON.parse(line) as string[]).slice(0, 2));
    assert.deepEqual(seen, [
      ['99', 'PROGRAM_FAILED,Use-JpAws'],
      ['130', 'INTERRUPTED,Use-JpAws'],
    ]);
  });
}

test('only functions ask for records, and only for the time of the call', skipWithoutEngine(), async () => {
  const { calls, probes } = await runSession({
    script: 'Use-JpAws x -ErrorAction Ignore; Connect-JpAws x; Get-JpAwsProfile; jpaws use x; jpaws list; & $probe',
  });
  assert.deepEqual(
    calls.map((call) => call.errors),
    ['record', 'record', 'record', undefined, undefined],
  );
  assert.deepEqual(probes, [{}]);
});

test('-ErrorAction decides over each function', skipWithoutEngine(), async () => {
  const failing = [
    'Use-JpAws x',
    'Clear-JpAws',
    'Connect-JpAws x',
    'Disconnect-JpAws x',
    'Get-JpAwsProfile',
    'Get-JpAwsStatus',
    'Get-JpAwsIdentity x',
    'New-JpAwsProfile x',
  ];
  const words = [
    'use -- x',
    'clear',
    'login -- x',
    'logout -- x',
    'list --json',
    'status --json',
    'whoami --json -- x',
    'configure -- x',
  ];
  const { lines, stderr } = await runSession({
    script: failing
      .map(
        (call) => `
      ${call} -ErrorAction SilentlyContinue; "$?"
      ${call} -ErrorAction Ignore; "$?"
      try { ${call} -ErrorAction Stop; 'nothing thrown' } catch { $_.FullyQualifiedErrorId }`,
      )
      .join('\n'),
    answers: Object.fromEntries(words.map((word) => [word, { status: 6, stdout: told('NETWORK_FAILED') }])),
  });
  assert.deepEqual(
    lines,
    failing.flatMap((call) => ['False', 'False', `NETWORK_FAILED,${call.split(' ')[0]}`]),
  );
  assert.equal(stderr, '');
});

test('the record is all that is shown, with the hint', skipWithoutEngine(), async () => {
  const { stdout, stderr } = await runSession({
    script: 'Use-JpAws x',
    answers: { 'use -- x': { stdout: told('PROFILE_UNKNOWN'), status: 5 } },
  });
  assert.equal(stdout, '');
  assert.match(stderr, /^Use-JpAws: [^]*what happened[^]*what to do/);
  assert.equal(stderr.split('what happened').length, 2);
  assert.equal(stderr.split('what to do').length, 2);
});

test('where PowerShell does not show the hint by itself it stands in the message', skipWithoutEngine(), async () => {
  const { lines } = await runSession({
    script: `
      & (Get-Module JpAws) { Import-Core; Set-Item -LiteralPath Function:script:Test-HintShown -Value { $false } }
      Use-JpAws x -ErrorAction SilentlyContinue
      "$($Error[0])"; $Error[0].Exception.Message`,
    answers: { 'use -- x': { stdout: told('PROFILE_UNKNOWN'), status: 5 } },
  });
  assert.deepEqual(lines, ['what happened', '  what to do', 'what happened']);
});

test('the word jpaws behaves as a program does: its own text, its status, no record', skipWithoutEngine(), async () => {
  const { lines, stderr } = await runSession({
    script: 'jpaws use x; "$LASTEXITCODE $($Error.Count)"; jpaws whoami; "$LASTEXITCODE $($Error.Count)"',
    answers: {
      'use x': { stderr: 'jpaws: there is no profile "x"\n  set it up\n', status: 5 },
      whoami: { stderr: 'jpaws: no\n', status: 4 },
    },
  });
  assert.deepEqual(lines, ['5 0', '4 0']);
  assert.equal(stderr, 'jpaws: there is no profile "x"\n  set it up\njpaws: no\n');
});

test('a reply that cannot be used is one record too', skipWithoutEngine(), async () => {
  const { lines, stderr } = await runSession({
    script: ['drift', 'cut']
      .map(
        (name) =>
          `Use-JpAws ${name} -ErrorAction SilentlyContinue; "$? $LASTEXITCODE $($Error[0].FullyQualifiedErrorId) $($Error.Count)"`,
      )
      .join('\n'),
    answers: { 'use -- drift': { stdout: 'jpaws/2\nend\n' }, 'use -- cut': { stdout: 'jpaws/1\nset AWS_A=x\n' } },
  });
  assert.deepEqual(lines, ['False 3 INTEGRATION_DRIFT,Use-JpAws 1', 'False 3 REPLY_BROKEN,Use-JpAws 2']);
  assert.equal(stderr, '');
});

test('without the program everything says so, in one record or one line', skipWithoutEngine(), async () => {
  const { lines, stderr } = await runSession({
    script: `
      $env:PATH = '.:relative'
      Use-JpAws x -ErrorAction SilentlyContinue; "$? $LASTEXITCODE $($Error[0].FullyQualifiedErrorId)"
      $Error[0].ErrorDetails.RecommendedAction
      jpaws list; "$LASTEXITCODE"`,
  });
  // The package of the Gallery brings the program for Windows only: elsewhere Homebrew has it.
  const advice =
    process.platform === 'win32'
      ? 'install the module JpAws again, or put jpaws.exe into a folder on PATH'
      : 'install it, so that it is on PATH: brew install jpaws/tap/jpaws';
  assert.deepEqual(lines, ['False 127 PROGRAM_MISSING,Use-JpAws', advice, '127']);
  assert.equal(stderr, `jpaws: the program was not found; ${advice}\n`);
});

test(
  'a program that cannot be started is an error with status 126, and the environment stays',
  skipWithoutEngine(),
  async () => {
    const { lines, calls, stderr } = await runSession({
      script: `
      Set-Item -LiteralPath Env:AWS_A -Value old
      $broken = Join-Path $HOME jpaws
      & /bin/sh -c 'printf "\\177ELF" >"$0"; chmod +x "$0"' $broken
      $env:PATH = "$HOME"
      jpaws use x
      "$LASTEXITCODE $env:AWS_A <$env:JPAWS_CONTRACT>"
      Use-JpAws x -ErrorAction SilentlyContinue
      "$? $LASTEXITCODE $($Error[0].FullyQualifiedErrorId) <$env:JPAWS_CONTRACT$env:JPAWS_ERRORS>"`,
    });
    assert.deepEqual(lines, ['126 old <>', 'False 126 PROGRAM_BLOCKED,Use-JpAws <>']);
    assert.match(stderr, /^jpaws: Program 'jpaws' failed to run: .*; see whether this machine blocks the program\n$/s);
    assert.deepEqual(calls, []);
  },
);

test(
  'at the prompt a failed Use-JpAws leaves $? false and the status, and a good one true',
  skipWithoutEngine(),
  async () => {
    const { stdout } = await typeLines(
      [
        importLine(testModule()),
        'jpaws use x',
        '"word $LASTEXITCODE"',
        'Use-JpAws x',
        '"$? $LASTEXITCODE"',
        'Get-JpAwsProfile',
        '"$?"',
      ],
      {
        env: { PATH: '/nonexistent' },
      },
    );
    assert.match(stdout, /word 127\n/);
    assert.match(stdout, /False 127\n/);
  },
);
