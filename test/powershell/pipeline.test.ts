import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skipWithoutEngine } from './engine.ts';
import { reply, runSession } from './session.ts';

const entry = (name: string) => ({
  name,
  account: '931827427725',
  role: 'r',
  region: 'eu-west-1',
  session: 's',
  startUrl: 'https://x.awsapps.com/start',
  state: 'signed-out',
  expiresAt: null,
  secondsLeft: null,
});
const answers = {
  'list --json': { stdout: JSON.stringify([entry('one'), entry('two')]) },
  'use -- one': { stdout: reply('set JPAWS_PROFILE=one') },
  'status --json': {
    stdout: JSON.stringify({
      shell: null,
      sessions: [
        { ...entry('s'), kind: 'sso-session', refreshableUntil: null, registrationExpiresAt: null },
        { ...entry('t'), kind: 'sso-session', refreshableUntil: null, registrationExpiresAt: null },
      ],
    }),
  },
};

/** The calls that change something, for this script. */
async function callsOf(script: string): Promise<readonly string[]> {
  const { calls } = await runSession({ answers, script });
  return calls.map(({ args }) => args.join(' ')).filter((call) => !call.endsWith('--json'));
}

test(
  'a profile is taken by value, by Name, and by the names that other tools give it',
  skipWithoutEngine(),
  async () => {
    const inputs = [
      "'one'",
      'Get-JpAwsProfile one',
      '(Get-JpAwsProfile one).ToString()',
      `ConvertFrom-Json '{"ProfileName":"one"}'`,
      `ConvertFrom-Json '{"Profile":"one"}'`,
    ];
    assert.deepEqual(
      await callsOf(inputs.map((input) => `${input} | Use-JpAws`).join('\n')),
      inputs.map(() => 'use -- one'),
    );
  },
);

test('a profile that is given as an argument is its name', skipWithoutEngine(), async () => {
  assert.deepEqual(await callsOf('Use-JpAws (Get-JpAwsProfile one); Use-JpAws -Name (Get-JpAwsProfile one)'), [
    'use -- one',
    'use -- one',
  ]);
});

test('several profiles for one session are an error, and nothing is called', skipWithoutEngine(), async () => {
  const { lines, probes, calls } = await runSession({
    answers,
    script: `
      Get-JpAwsProfile | Use-JpAws -ErrorAction SilentlyContinue
      "$? $LASTEXITCODE $($Error[0].FullyQualifiedErrorId) $($Error[0].Exception.Message)"; & $probe`,
  });
  assert.deepEqual(lines, ['False 2 USAGE,Use-JpAws a session has one profile, and 2 were given: one, two']);
  assert.deepEqual(probes, [{}]);
  assert.equal(calls.length, 1);
});

test('the same profile twice is one, and no profile at all is nothing to do', skipWithoutEngine(), async () => {
  assert.deepEqual(await callsOf("'one', 'one' | Use-JpAws; Get-JpAwsProfile no* | Use-JpAws; @() | Use-JpAws"), [
    'use -- one',
  ]);
});

test('profiles are signed in to one by one, sessions by their own names', skipWithoutEngine(), async () => {
  assert.deepEqual(
    await callsOf('Get-JpAwsProfile | Connect-JpAws; (Get-JpAwsStatus).Sessions | Connect-JpAws -DeviceCode'),
    ['login -- one', 'login -- two', 'login --session s --device-code', 'login --session t --device-code'],
  );
});

test('profiles and sessions are signed out of', skipWithoutEngine(), async () => {
  assert.deepEqual(
    await callsOf('Get-JpAwsProfile one | Disconnect-JpAws; (Get-JpAwsStatus).Sessions | Disconnect-JpAws'),
    ['logout -- one', 'logout --session s', 'logout --session t'],
  );
});

test('rows of a table become profiles, which come out as objects', skipWithoutEngine(), async () => {
  const { lines, calls } = await runSession({
    answers,
    script: `
      ConvertFrom-Json '[{"Name":"one","AccountId":"931827427725","RoleName":"r"},{"Name":"two","Account":"931827427726"}]' |
        New-JpAwsProfile -Yes | ForEach-Object { "$($_.Name) $($_.Account)" }`,
  });
  assert.deepEqual(
    calls.map(({ args }) => args.join(' ')).filter((call) => !call.endsWith('--json')),
    ['configure --account 931827427725 --role r --yes -- one', 'configure --account 931827427726 --yes -- two'],
  );
  assert.deepEqual(lines, ['one 931827427725', 'two 931827427725']);
});

test('-Verbose shows the call, and without it nothing is shown', skipWithoutEngine(), async () => {
  const { lines } = await runSession({ answers, script: "Use-JpAws one; 'now'; Use-JpAws one -Verbose" });
  assert.equal(lines[0], 'now');
  assert.match(lines[1] ?? '', /^VERBOSE: .*jpaws use -- one$/);
  assert.equal(lines.length, 2);
});
