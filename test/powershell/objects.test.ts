import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skipWithoutEngine } from './engine.ts';
import { runSession } from './session.ts';

const profiles = [
  {
    name: 'koa-dev',
    account: '931827427725',
    role: 'idp_customer_access',
    region: 'eu-west-1',
    session: 'koa',
    startUrl: 'https://x.awsapps.com/start',
    state: 'live',
    expiresAt: '2030-01-02T03:04:05Z',
    secondsLeft: 3120,
  },
  {
    name: 'bl\u00e5b\u00e6r',
    account: null,
    role: null,
    region: null,
    session: null,
    startUrl: null,
    state: 'signed-out',
    expiresAt: null,
    secondsLeft: null,
  },
];
const answers = {
  'list --json': { stdout: `${JSON.stringify(profiles, null, 2)}\n` },
  'whoami --json': {
    stdout:
      '{"profile":null,"account":"931827427725","arn":"arn:aws:sts::931827427725:assumed-role/x/y","userId":"AROA:y"}\n',
  },
  'whoami --json -- koa-dev': { stdout: '{"profile":"koa-dev","account":"1","arn":"2","userId":"3"}\n' },
};

for (const constrained of [false, true]) {
  const where = constrained ? ' in Constrained Language Mode' : '';
  test(`Get-JpAwsProfile gives objects with dates and times as such${where}`, skipWithoutEngine(), async () => {
    const { lines } = await runSession({
      constrained,
      answers,
      script: `
        foreach ($one in Get-JpAwsProfile) {
          "$($one.Account)|$($one.Role)|$($one.Region)|$($one.Session)|$($one.ExpiresAt -is [datetime])|$(if ($one.ExpiresAt) { $one.ExpiresAt.ToUniversalTime().ToString('s') })|$($one.TimeLeft -is [timespan])|$($one.TimeLeft)"
        }`,
    });
    assert.deepEqual(lines, [
      '931827427725|idp_customer_access|eu-west-1|koa|True|2030-01-02T03:04:05|True|00:52:00',
      '||||False||False|',
    ]);
  });

  test(`Get-JpAwsIdentity gives one object${where}`, skipWithoutEngine(), async () => {
    const { lines } = await runSession({
      constrained,
      answers,
      script: `
        foreach ($one in (Get-JpAwsIdentity), (Get-JpAwsIdentity koa-dev)) { "$($one.Profile)|$($one.Account)|$($one.Arn)|$($one.UserId)" }`,
    });
    assert.deepEqual(lines, ['|931827427725|arn:aws:sts::931827427725:assumed-role/x/y|AROA:y', 'koa-dev|1|2|3']);
  });
}

test('names are matched with wildcards, and names that are not ASCII arrive whole', skipWithoutEngine(), async () => {
  const { lines } = await runSession({
    answers,
    script: `
      (Get-JpAwsProfile bl*).Name
      'koa-*' | Get-JpAwsProfile | ForEach-Object Name
      Get-JpAwsProfile none*
      "before: $([Console]::OutputEncoding.WebName)"`,
    before: '[Console]::OutputEncoding = [System.Text.Encoding]::ASCII',
  });
  assert.deepEqual(lines, ['bl\u00e5b\u00e6r'.replaceAll(/[^ -~]/g, '?'), 'koa-dev', 'before: us-ascii']);
});

test('the profile of an object is used by Use-JpAws', skipWithoutEngine(), async () => {
  const { calls } = await runSession({
    answers,
    script: "Get-JpAwsProfile | Where-Object Account -eq '931827427725' | Use-JpAws -ErrorAction Ignore",
  });
  assert.deepEqual(calls.at(-1)?.args, ['use', '--', 'koa-dev']);
});

test('profiles are shown as a table with the time that is left', skipWithoutEngine(), async () => {
  const { lines } = await runSession({ answers, script: 'Get-JpAwsProfile' });
  assert.match(lines[0] ?? '', /^Name +Account +Role +Region +TimeLeft +Session *$/);
  assert.match(lines[2] ?? '', /^koa-dev +931827427725 +idp_customer_access +eu-west-1 +00:52:00 +koa *$/);
});

test('an empty list is no object and no error', skipWithoutEngine(), async () => {
  const { lines, stderr } = await runSession({
    answers: { 'list --json': { stdout: '[]\n' } },
    script: '@(Get-JpAwsProfile).Count; $?',
  });
  assert.deepEqual(lines, ['0', 'True']);
  assert.equal(stderr, '');
});

test(
  'a name without wildcards that no profile has is an error, the others are given',
  skipWithoutEngine(),
  async () => {
    const { lines, calls } = await runSession({
      answers,
      script: `
      (Get-JpAwsProfile none, koa-dev -ErrorAction SilentlyContinue).Name
      "$LASTEXITCODE $($Error[0].FullyQualifiedErrorId) $($Error[0].TargetObject) $($Error.Count)"`,
    });
    assert.deepEqual(lines, ['koa-dev', '5 PROFILE_UNKNOWN,Get-JpAwsProfile none 1']);
    assert.equal(calls.length, 1);
  },
);

const status = {
  shell: {
    profile: 'koa-dev',
    mode: 'keys',
    account: '931827427725',
    role: 'r',
    region: null,
    expiresAt: '2030-01-02T03:04:05Z',
    secondsLeft: 3120,
    renewAt: '2030-01-02T03:00:00Z',
    renewal: 'planned',
    warnings: ['one', 'two'],
  },
  sessions: [
    {
      name: 'koa',
      kind: 'sso-session',
      startUrl: 'https://x.awsapps.com/start',
      region: 'eu-west-1',
      state: 'live',
      expiresAt: '2030-01-02T03:04:05Z',
      secondsLeft: 60,
      refreshableUntil: '2030-02-02T00:00:00Z',
      registrationExpiresAt: null,
    },
    {
      name: 'other',
      kind: 'sso-session',
      startUrl: 'https://y.awsapps.com/start',
      region: 'eu-west-1',
      state: 'signed-out',
      expiresAt: null,
      secondsLeft: null,
      refreshableUntil: null,
      registrationExpiresAt: null,
    },
  ],
};
const checks = [
  { id: 'program', state: 'ok', says: 'the program is here', fix: null },
  { id: 'variables', state: 'error', says: 'both are set', fix: 'unset one' },
];
const told = {
  'status --json': { stdout: `${JSON.stringify(status, null, 2)}\n` },
  'doctor --json': { stdout: `${JSON.stringify({ checks, exitCode: 5 }, null, 2)}\n`, status: 5 },
};

for (const constrained of [false, true]) {
  const where = constrained ? ' in Constrained Language Mode' : '';
  test(`Get-JpAwsStatus gives the shell and its sessions${where}`, skipWithoutEngine(), async () => {
    const { lines, stderr } = await runSession({
      constrained,
      answers: told,
      script: `
        $status = Get-JpAwsStatus
        "$($status.Profile)|$($status.Region)|$($status.ExpiresAt.ToUniversalTime().ToString('s'))|$($status.TimeLeft)|$($status.RenewAt -is [datetime])|$($status.Renewal)|$($status.Warnings.Count)|$($status.Sessions.Count)"
        foreach ($one in $status.Sessions) { "$($one.Session)|$($one.State)|$($one.ExpiresAt -is [datetime])|$($one.TimeLeft)|$($one.RefreshableUntil -is [datetime])|$($one.RegistrationExpiresAt)" }`,
    });
    assert.equal(stderr, '');
    assert.deepEqual(lines, [
      'koa-dev||2030-01-02T03:04:05|00:52:00|True|planned|2|2',
      'koa|live|True|00:01:00|True|',
      'other|signed-out|False||False|',
    ]);
  });

  test(`Test-JpAws gives what doctor found, and its status${where}`, skipWithoutEngine(), async () => {
    const { lines, stderr } = await runSession({
      constrained,
      answers: told,
      script: `
        foreach ($one in Test-JpAws) { "$($one.Check)|$($one.State)|$($one.Says)|$($one.Fix)" }
        "$LASTEXITCODE $($Error.Count) $(Test-JpAws -Quiet)"`,
    });
    assert.equal(stderr, '');
    assert.deepEqual(lines, ['program|ok|the program is here|', 'variables|error|both are set|unset one', '5 0 False']);
  });
}

test('status, sessions and findings have views of their own', skipWithoutEngine(), async () => {
  const { stdout } = await runSession({
    answers: { ...told, ...answers },
    script:
      'Get-JpAwsStatus; (Get-JpAwsStatus).Sessions | Out-Default; Test-JpAws | Out-Default; Get-JpAwsIdentity koa-dev | Out-Default',
  });
  assert.match(stdout, /^Profile +: koa-dev$/m);
  assert.match(stdout, /^Warnings +: \{one, two\}$/m);
  assert.match(stdout, /^Sessions +: koa \(live\), other \(signed-out\)$/m);
  assert.match(stdout, /^Session +State +TimeLeft +RefreshableUntil +StartUrl *$/m);
  assert.match(stdout, /^Check : variables\nState : error\nSays {2}: both are set\nFix {3}: unset one$/m);
  assert.match(stdout, /^Profile : koa-dev\nAccount : 1\nArn {5}: 2\nUserId {2}: 3$/m);
});

test('no active profile and no session leave an object without them', skipWithoutEngine(), async () => {
  const { lines, stderr } = await runSession({
    answers: { 'status --json': { stdout: '{"shell": null, "sessions": []}\n' } },
    script:
      '$status = Get-JpAwsStatus; "<$($status.Profile)$($status.TimeLeft)> $($status.Sessions.Count) $($status.Warnings.Count)"',
  });
  assert.equal(stderr, '');
  assert.deepEqual(lines, ['<> 0 0']);
});
