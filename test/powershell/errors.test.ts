import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skipWithoutEngine, typeLines } from './engine.ts';
import { importLine } from './module.ts';
import { runSession, testModule } from './session.ts';

const families: readonly (readonly [number, string, string])[] = [
  [1, 'JpAws.Failed', 'NotSpecified'],
  [2, 'JpAws.Usage', 'InvalidArgument'],
  [3, 'JpAws.Integration', 'NotInstalled'],
  [4, 'JpAws.SignIn', 'AuthenticationError'],
  [5, 'JpAws.Configuration', 'InvalidData'],
  [6, 'JpAws.Network', 'ConnectionError'],
  [7, 'JpAws.Refused', 'PermissionDenied'],
  [70, 'JpAws.Bug', 'NotSpecified'],
  [130, 'JpAws.Interrupted', 'OperationStopped'],
  [99, 'JpAws.Failed', 'NotSpecified'],
];

for (const constrained of [false, true]) {
  const where = constrained ? ' in Constrained Language Mode' : '';
  test(`every exit code has an error record of its own${where}`, skipWithoutEngine(), async () => {
    const script = families.map(
      ([status]) => `
      Use-JpAws s${status} -ErrorAction SilentlyContinue
      ConvertTo-Json -Compress @("$LASTEXITCODE", $Error[0].FullyQualifiedErrorId, "$($Error[0].CategoryInfo.Category)", "$($Error[0].TargetObject)", ($Error[0].ErrorDetails.RecommendedAction -ne ''), $Error.Count)`,
    );
    const answers = Object.fromEntries(families.map(([status]) => [`use -- s${status}`, { status }]));
    const { lines, stderr } = await runSession({ script: script.join('\n'), answers, constrained });
    const expected = families.map(([status, id, category], at) => [
      `${status}`,
      `${id},Use-JpAws`,
      category,
      `s${status}`,
      true,
      at + 1,
    ]);
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      expected,
    );
    assert.equal(stderr, '');
  });
}

test('-ErrorAction decides over each function', skipWithoutEngine(), async () => {
  const failing = [
    'Use-JpAws x',
    'Clear-JpAws',
    'Connect-JpAws x',
    'Disconnect-JpAws x',
    'Get-JpAwsProfile',
    'Get-JpAwsIdentity x',
    'New-JpAwsProfile x',
  ];
  const words = [
    'use -- x',
    'clear',
    'login -- x',
    'logout -- x',
    'list --json',
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
    answers: Object.fromEntries(words.map((word) => [word, { status: 6 }])),
  });
  assert.deepEqual(
    lines,
    failing.flatMap((call) => ['False', 'False', `JpAws.Network,${call.split(' ')[0]}`]),
  );
  assert.equal(stderr, '');
});

test("the program's own message is shown as it is, and the record after it", skipWithoutEngine(), async () => {
  const { stderr } = await runSession({
    script: 'Use-JpAws x',
    answers: { 'use -- x': { stderr: 'error: no profile x\nhint: koa-dev-customer\n', status: 5 } },
  });
  assert.match(
    stderr,
    /^error: no profile x\nhint: koa-dev-customer\nUse-JpAws: [^]*mistake in the configuration \(status 5\)/,
  );
});

test('without the program everything says so, in one record or one line', skipWithoutEngine(), async () => {
  const { lines, stderr } = await runSession({
    script: `
      $env:PATH = '.:relative'
      Use-JpAws x -ErrorAction SilentlyContinue; "$? $LASTEXITCODE $($Error[0].FullyQualifiedErrorId)"
      jpaws list; "$LASTEXITCODE"`,
  });
  assert.deepEqual(lines, ['False 127 JpAws.ProgramMissing,Use-JpAws', '127']);
  assert.equal(stderr, 'jpaws: the program was not found; install it, so that it is on PATH\n');
});

test(
  'a program that cannot be started is an error with status 126, and the environment stays',
  skipWithoutEngine(),
  async () => {
    const { lines, calls } = await runSession({
      script: `
      Set-Item -LiteralPath Env:AWS_A -Value old
      $broken = Join-Path $HOME jpaws
      & /bin/sh -c 'printf "\\177ELF" >"$0"; chmod +x "$0"' $broken
      & (Get-Module JpAws) { $script:program = $args[0] } $broken
      try { jpaws use x } catch { 'thrown' }
      "$LASTEXITCODE $env:AWS_A <$env:JPAWS_CONTRACT>"`,
    });
    assert.deepEqual(lines, ['thrown', '126 old <>']);
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
