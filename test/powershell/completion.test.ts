import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skipWithoutEngine } from './engine.ts';
import { quoteText } from './module.ts';
import { runSession, type Answer } from './session.ts';

interface Match {
  readonly text: string;
  readonly shown: string;
  readonly tip: string;
}

interface Tab {
  readonly typed: string;
  /** What the program answers to the words after `__complete --`. */
  readonly answers: Readonly<Record<string, string>>;
  readonly constrained?: boolean;
}

/** Everything that Tab offers at the end of the line. */
async function pressTab({
  typed,
  answers,
  constrained = false,
}: Tab): Promise<{ matches: readonly Match[]; stderr: string; words: string[] }> {
  const programAnswers: Record<string, Answer> = {};
  for (const [words, stdout] of Object.entries(answers)) programAnswers[`__complete -- ${words}`] = { stdout };
  // The engine completes in the session's mode, but only full language may call it: so the mode is switched late.
  const script = `
    $typed = ${quoteText(typed)}
    $found = [System.Management.Automation.CommandCompletion]::CompleteInput($typed, $typed.Length, $null)
    foreach ($match in $found.CompletionMatches) { ConvertTo-Json -Compress @{ text = $match.CompletionText; shown = $match.ListItemText; tip = $match.ToolTip } }`;
  const inner = `TabExpansion2 -inputScript $typed -cursorColumn $typed.Length | ForEach-Object { $_.CompletionMatches } |
    ForEach-Object { ConvertTo-Json -Compress @{ text = $_.CompletionText; shown = $_.ListItemText; tip = $_.ToolTip } }`;
  const session = constrained ? { constrained, script: `$typed = ${quoteText(typed)}; ${inner}` } : { script };
  const { lines, stderr, calls } = await runSession({ ...session, answers: programAnswers });
  return {
    matches: lines.map((line) => JSON.parse(line) as Match),
    stderr,
    words: calls.map((call) => call.args.slice(2).join(' ')),
  };
}

const profiles = 'koa-dev-customer\t931827427725 idp_customer_access\nkoa-prod\n';

for (const command of [
  'Use-JpAws',
  'Connect-JpAws',
  'Disconnect-JpAws',
  'Get-JpAwsIdentity',
  'Get-JpAwsProfile',
  'Use-JpAws -Force -Name',
]) {
  test(`Tab after ${command} offers profile names with account and role`, skipWithoutEngine(), async () => {
    const { matches, stderr } = await pressTab({ typed: `${command} ko`, answers: { 'use ko': profiles } });
    assert.deepEqual(matches, [
      { text: 'koa-dev-customer', shown: 'koa-dev-customer', tip: '931827427725 idp_customer_access' },
      { text: 'koa-prod', shown: 'koa-prod', tip: 'koa-prod' },
    ]);
    assert.equal(stderr, '');
  });
}

test('Tab after the word jpaws asks for everything that stands before the cursor', skipWithoutEngine(), async () => {
  const asked: Readonly<Record<string, string>> = {
    'jpaws ': '',
    'jpaws u': 'u',
    'jpaws use ': 'use ',
    'jpaws use --region eu': 'use --region eu',
    '$x = 1; jpaws use --force k': 'use --force k',
    "jpaws use 'a b": 'use a b',
    'jpaws use "a b': 'use a b',
    'if ($true) { jpaws login k': 'login k',
  };
  for (const [typed, words] of Object.entries(asked)) {
    const { matches, words: seen } = await pressTab({ typed, answers: { [words]: profiles } });
    assert.deepEqual(seen, [words], typed);
    assert.equal(matches.length, 2, typed);
  }
});

test('a name that is not plainly harmless is quoted, typographic quotes too', skipWithoutEngine(), async () => {
  const names = [
    'a b',
    "it's",
    'q\u2019s',
    '$(id)',
    '`x',
    'a;b',
    '-x',
    '@a',
    '#c',
    'a,b',
    '*',
    'bl\u00e5b\u00e6r',
    '\u958b\u767a',
    'a"b',
    '\u201cc\u201d',
  ];
  const { matches } = await pressTab({
    typed: 'Use-JpAws ',
    answers: { 'use ': names.map((name) => `${name}\n`).join('') },
  });
  assert.deepEqual(
    matches.map((match) => match.text),
    names.map(quoteText),
  );
  assert.deepEqual(
    matches.map((match) => match.shown),
    names,
  );
});

test('a name that was begun in quotes is completed by the functions too', skipWithoutEngine(), async () => {
  for (const typed of ["Use-JpAws 'a b", 'Use-JpAws "a b', 'Use-JpAws -Name a` b', "Get-JpAwsIdentity 'a b'"]) {
    const { matches, words } = await pressTab({ typed, answers: { 'use a b': 'a b c\n' } });
    assert.deepEqual(words, ['use a b'], typed);
    assert.deepEqual(
      matches.map(({ text }) => text),
      ["'a b c'"],
      typed,
    );
  }
});

for (const [typed, asked, expected] of [
  ['Use-JpAws ', 'use ', ['use', '--']],
  ['Use-JpAws -Name ', 'use ', ['use', '--']],
  ['Connect-JpAws -Session ', 'login --session ', ['login', '--session']],
  ['jpaws use ', 'use ', ['use']],
] as const) {
  test(`what Tab writes after ${typed.trim()} reaches the program as the very name`, skipWithoutEngine(), async () => {
    const names = [
      'a b',
      "it's",
      'q\u2019s',
      '$(id)',
      '$HOME',
      '`x',
      'a;b',
      '@a',
      '#c',
      'a,b',
      '*',
      '{',
      'bl\u00e5b\u00e6r',
      '\u958b\u767a',
      '\u201cc\u201d',
    ];
    const { calls, lines } = await runSession({
      script: `
        $typed = ${quoteText(typed)}
        $found = [System.Management.Automation.CommandCompletion]::CompleteInput($typed, $typed.Length, $null)
        $ErrorActionPreference = 'SilentlyContinue'
        foreach ($match in $found.CompletionMatches) { & ([scriptblock]::Create($typed + $match.CompletionText)) }
        'done'`,
      answers: { [`__complete -- ${asked}`]: { stdout: names.map((name) => `${name}\n`).join('') } },
    });
    assert.equal(lines.at(-1), 'done');
    assert.deepEqual(
      calls.slice(1).map(({ args }) => args),
      names.map((name) => [...expected, name]),
    );
  });
}

test('options are offered as they are after the word jpaws', skipWithoutEngine(), async () => {
  const { matches } = await pressTab({
    typed: 'jpaws use --',
    answers: { 'use --': '--region\tRegion to set\n--region=$(id)\n' },
  });
  assert.deepEqual(
    matches.map((match) => match.text),
    ['--region', "'--region=$(id)'"],
  );
});

test('in Constrained Language Mode names are offered without description', skipWithoutEngine(), async () => {
  const answers = { 'use ko': profiles, 'use ': 'a b\n' };
  const plain = await pressTab({ typed: 'Use-JpAws ko', answers, constrained: true });
  assert.deepEqual(
    plain.matches.map((match) => match.text),
    ['koa-dev-customer', 'koa-prod'],
  );
  const word = await pressTab({ typed: 'jpaws use ', answers, constrained: true });
  assert.deepEqual(
    word.matches.map((match) => match.text),
    ["'a b'"],
  );
});

test(
  'a program that is missing or fails offers nothing, says nothing and leaves the last status',
  skipWithoutEngine(),
  async () => {
    const { lines, stderr } = await runSession({
      script: `
      function Complete { [System.Management.Automation.CommandCompletion]::CompleteInput('jpaws use k', 11, $null).CompletionMatches.Count }
      $LASTEXITCODE = 42
      Complete; "$LASTEXITCODE"
      $env:PATH = ''; & (Get-Module JpAws) { $script:program = $null }
      Complete; "$LASTEXITCODE"`,
      answers: { '__complete -- use k': { status: 1 } },
    });
    assert.equal(stderr, '');
    assert.deepEqual(lines, ['0', '42', '0', '42']);
  },
);
