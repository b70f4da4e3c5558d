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
      Get-JpAwsProfile none
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
  assert.match(lines[0] ?? '', /^Name +Account +Role +Region +Session +TimeLeft *$/);
  assert.match(lines[2] ?? '', /^koa-dev +931827427725 +idp_customer_access +eu-west-1 +koa +00:52:00 *$/);
});

test('an empty list is no object and no error', skipWithoutEngine(), async () => {
  const { lines, stderr } = await runSession({
    answers: { 'list --json': { stdout: '[]\n' } },
    script: '@(Get-JpAwsProfile).Count; $?',
  });
  assert.deepEqual(lines, ['0', 'True']);
  assert.equal(stderr, '');
});
