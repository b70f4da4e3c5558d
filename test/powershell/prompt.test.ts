import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canBuildHost } from './engine.ts';
import { reply } from './session.ts';
import { DUE, LATER, LOAD, typeSession } from './typed-session.ts';

const skip = canBuildHost() ? false : 'a prompt that is asked needs dotnet >= 10';

/** A prompt that shows what it is given, as a person's own would. */
const OWN = 'function prompt { "<own $? $(if (Test-Path Variable:LASTEXITCODE) { $LASTEXITCODE }) $env:AWS_A>" }';
const RENEW = '__renew powershell/0.1.0 1 0';
const USE = 'use x powershell/0.1.0 1 -';

/** What other makers' prompts do to the session, in the order of their start-up lines. */
const others: Readonly<Record<string, { readonly load: string; readonly prompt: RegExp }>> = {
  // Puts up its prompt only where it finds PowerShell's own.
  'posh-git': {
    load: [
      '$plain = [Runspace]::DefaultRunspace.InitialSessionState.Commands["prompt"].Definition',
      'if ("$function:prompt" -eq $plain) { Set-Item Function:\\prompt -Value { $ok = $?; $code = $global:LASTEXITCODE; "<git $ok $env:AWS_A>"; $global:LASTEXITCODE = $code } }',
    ].join('; '),
    prompt: /<git (True|False) (\w*)>/,
  },
  // Replaces whatever is there from within a module of its own, and keeps it for later.
  'oh-my-posh': {
    load: '$null = New-Module -Name omp-core -ScriptBlock { $script:original = $function:prompt; function global:prompt { $ok = $?; $script:status = $ok; "<omp $ok $env:AWS_A>" } ; Export-ModuleMember }',
    prompt: /<omp (True|False) (\w*)>/,
  },
  // Calls a program, then puts the status back.
  starship: {
    load: "$null = New-Module starship { function global:prompt { $ok = $global:?; $code = $global:LASTEXITCODE; /bin/sh -c 'exit 9'; \"<star $ok $env:AWS_A>\"; $global:LASTEXITCODE = $code; if ($global:? -ne $ok) { if ($ok) { $null = 1 + 1 } else { Write-Error 'x' -ErrorAction Ignore } } } Export-ModuleMember }",
    prompt: /<star (True|False) (\w*)>/,
  },
};

for (const constrained of [false, true]) {
  const where = constrained ? ' in Constrained Language Mode' : '';

  test(`the prompt renews what is due, silently, and only then${where}`, { skip }, async () => {
    const { shown, stderr, calls } = await typeSession({
      constrained,
      lines: [OWN, LOAD, 'jpaws use x', "/bin/sh -c 'exit 7'", "'kept'"],
    });
    assert.deepEqual(calls, [USE, RENEW]);
    assert.equal(stderr, '');
    const prompts = shown.filter((line) => /own|kept/.test(line)).map((line) => line.trim());
    assert.deepEqual(prompts.slice(-4), [
      '<own True 0 renewed>',
      '<own False 7 renewed>',
      'kept',
      '<own True 7 renewed>',
    ]);
  });

  test(`while there is time no process is started${where}`, { skip }, async () => {
    const { calls, shown } = await typeSession({
      constrained,
      use: reply('set AWS_A=used', `set JPAWS_RENEW_AT=${LATER}`),
      lines: [OWN, LOAD, 'jpaws use x', "'a'", "'b'"],
    });
    assert.deepEqual(calls, [USE]);
    assert.ok(shown.some((line) => line.includes('<own True 0 used>')));
  });

  test(`the status of the line before is kept over a renewal${where}`, { skip }, async () => {
    const { shown, calls } = await typeSession({
      constrained,
      lines: [OWN, LOAD, 'jpaws use x', `$env:JPAWS_RENEW_AT = '${DUE}'; /bin/sh -c 'exit 7'`, '"$? $LASTEXITCODE"'],
    });
    assert.deepEqual(calls, [USE, RENEW, RENEW]);
    const at = shown.findIndex((line) => line.includes('<own False 7'));
    assert.ok(at > 0, shown.join('\n'));
    assert.match(shown[at + 1] ?? '', /^False 7/);
  });

  for (const [name, other] of Object.entries(others)) {
    // posh-git itself does not load in Constrained Language Mode.
    if (constrained && name === 'posh-git') continue;
    for (const order of ['before', 'after']) {
      test(`${name}, loaded ${order} the module, shows its prompt as ever${where}`, { skip }, async () => {
        const loads = order === 'before' ? [other.load, LOAD] : [LOAD, other.load];
        const { shown, calls, stderr } = await typeSession({
          constrained,
          lines: [...loads, 'jpaws use x', "/bin/sh -c 'exit 7'", '"status $LASTEXITCODE"', 'Remove-Module JpAws', '1'],
        });
        const prompts = shown.flatMap((line) => other.prompt.exec(line)?.slice(1).join(' ') ?? []);
        assert.deepEqual(prompts.slice(-5), [
          'True renewed',
          'False renewed',
          'True renewed',
          'True renewed',
          'True renewed',
        ]);
        assert.ok(shown.includes('status 7'));
        assert.deepEqual(calls, [USE, RENEW]);
        assert.equal(stderr, '');
      });
    }
  }
}

test('a prompt that calls ours goes on working when it is put back, as by venv and conda', { skip }, async () => {
  const { shown, calls, stderr } = await typeSession({
    lines: [
      OWN,
      LOAD,
      'jpaws use x',
      '$function:global:inner = $function:prompt; function prompt { "(venv) " + (inner) }',
      'jpaws use x',
      `$env:JPAWS_RENEW_AT = '${DUE}'`,
      '$function:global:prompt = $function:inner; Remove-Item Function:inner',
      `$env:JPAWS_RENEW_AT = '${DUE}'`,
      "'end'",
      'Remove-Module JpAws',
      "'gone'",
      '"$function:prompt"',
    ],
  });
  assert.equal(stderr, '');
  assert.equal(shown.filter((line) => line.includes('(venv) <own True 0 renewed>')).length, 3);
  // Once after each time that something was due, however many prompts are nested.
  assert.deepEqual(calls, [USE, RENEW, USE, RENEW, RENEW, RENEW]);
  assert.ok(shown.at(-2)?.includes('<own $?'), shown.join('\n'));
});

test('a prompt that wraps ours outlives the module, which then does nothing', { skip }, async () => {
  const { shown, calls, stderr } = await typeSession({
    lines: [
      OWN,
      LOAD,
      'jpaws use x',
      '$function:global:inner = $function:prompt; function prompt { "(venv) " + (inner) }',
      'Remove-Module JpAws',
      `$env:JPAWS_RENEW_AT = '${DUE}'`,
      "'end'",
    ],
  });
  assert.equal(stderr, '');
  assert.deepEqual(calls, [USE, RENEW]);
  assert.ok(shown.at(-1)?.includes('(venv) <own True'), shown.join('\n'));
});

for (const again of [LOAD, `${LOAD} -Force`, `Remove-Module JpAws; ${LOAD}`]) {
  const how = again.replace(LOAD, 'Import-Module');
  test(`after \`${how}\` the prompt renews once, and removal puts it back`, { skip }, async () => {
    const { shown, calls, stderr } = await typeSession({
      lines: [
        OWN,
        LOAD,
        'jpaws use x',
        again,
        `$env:JPAWS_RENEW_AT = '${DUE}'`,
        'Remove-Module JpAws',
        `$env:JPAWS_RENEW_AT = '${DUE}'`,
        '"$function:prompt"',
      ],
    });
    assert.equal(stderr, '');
    assert.deepEqual(calls, [USE, RENEW, RENEW]);
    assert.ok(shown.at(-2)?.includes('<own $?'), shown.join('\n'));
  });
}

test('a session that inherits credentials renews them', { skip }, async () => {
  const { calls } = await typeSession({ env: { JPAWS_RENEW_AT: String(DUE) }, lines: [OWN, LOAD, '1'] });
  assert.deepEqual(calls, [RENEW]);
});

test('a time that is no number of seconds asks for nothing', { skip }, async () => {
  for (const odd of ['', 'soon', '-1', '1e3', ' 1', '1234567890123', '\u0661\u0662']) {
    const { calls, stderr } = await typeSession({
      lines: [OWN, LOAD, 'jpaws use x', `$env:JPAWS_RENEW_AT = '${odd}'`, '1', '2'],
    });
    assert.deepEqual([calls, stderr], [[USE, RENEW], ''], JSON.stringify(odd));
  }
});

const failures: Readonly<
  Record<string, { readonly renew?: string; readonly renewStatus?: number; readonly says: RegExp }>
> = {
  'a status of its own': { renewStatus: 4, says: /^$/ },
  'another contract': { renew: 'jpaws/2\nend\n', says: /^jpaws: .*contract.*\n$/ },
  'half a reply': { renew: 'jpaws/1\nset AWS_A=half\n', says: /^jpaws: .*not whole.*\n$/ },
  'a reply that renews nothing': { renew: reply('unset AWS_B'), says: /^$/ },
};

for (const [what, failure] of Object.entries(failures)) {
  test(`after ${what} the prompt is quiet for a while and nothing is changed`, { skip }, async () => {
    const { says, ...answers } = failure;
    const { calls, stderr, shown } = await typeSession({
      ...answers,
      lines: [OWN, LOAD, 'jpaws use x', '1', '2', '3'],
    });
    assert.deepEqual(calls, [USE, RENEW]);
    assert.match(stderr, says);
    assert.ok(shown.at(-1)?.includes('<own True 0 used>'), shown.join('\n'));
  });
}

test('what the program says of a renewal that failed reaches the person', { skip }, async () => {
  const says = 'jpaws: credentials of x end at 12:00\n';
  const { stderr } = await typeSession({ renewSays: says, lines: [OWN, LOAD, 'jpaws use x', '1'] });
  assert.equal(stderr, says);
});

test('a program that is gone or cannot be started is mentioned once', { skip }, async () => {
  for (const line of ['/bin/rm', '/bin/chmod -x']) {
    const { stderr, calls } = await typeSession({
      lines: [
        OWN,
        LOAD,
        'jpaws use x',
        `${line} ($env:PATH.Split(':')[0] + '/jpaws'); $env:JPAWS_RENEW_AT = '${DUE}'`,
        '1',
        '2',
      ],
    });
    assert.match(stderr, /^jpaws: the program was not found; [^\n]+\n$/);
    assert.deepEqual(calls, [USE, RENEW]);
  }
});

const strict =
  "Set-StrictMode -Version Latest; $ErrorActionPreference = 'Stop'; $PSNativeCommandUseErrorActionPreference = $true";

test('strict preferences neither stop a renewal nor show in the prompt', { skip }, async () => {
  for (const renewStatus of [0, 4]) {
    const { stderr, calls, shown } = await typeSession({
      renewStatus,
      lines: [strict, OWN, LOAD, 'jpaws use x', '$Error.Count', "'end'"],
    });
    assert.equal(stderr, '');
    assert.deepEqual(calls, [USE, RENEW]);
    assert.ok(shown.includes('0'), shown.join('\n'));
  }
});

test('a prompt that says nothing or throws does so with ours around it', { skip }, async () => {
  for (const [own, said] of [
    ['function prompt { }', ''],
    ["function prompt { throw 'broken' }", 'broken'],
  ] as const) {
    const { stderr, calls, shown } = await typeSession({ lines: [own, LOAD, 'jpaws use x', "'after'"] });
    assert.deepEqual(calls, [USE, RENEW]);
    assert.ok(shown.includes('after'));
    assert.equal(stderr.includes('broken'), said !== '');
    assert.ok(!/jpaws/i.test(stderr), stderr);
  }
});
