import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skipWithoutEngine } from './engine.ts';
import { runSession } from './session.ts';

const calls: Readonly<Record<string, readonly string[]>> = {
  'Connect-JpAws': ['login'],
  'Connect-JpAws koa-dev -Force -Pkce -NoBrowser -Port 8400': [
    'login',
    '--force',
    '--pkce',
    '--no-browser',
    '--port',
    '8400',
    '--',
    'koa-dev',
  ],
  'Connect-JpAws -Session koa -DeviceCode': ['login', '--session', 'koa', '--device-code'],
  'Disconnect-JpAws': ['logout'],
  'Disconnect-JpAws -All': ['logout', '--all'],
  'Disconnect-JpAws -Session koa': ['logout', '--session', 'koa'],
  "Disconnect-JpAws 'a b'": ['logout', '--', 'a b'],
  'New-JpAwsProfile koa -Account 931827427725 -Role r -Session s -StartUrl https://x/start -SsoRegion eu-west-1 -Region eu-north-1 -Output json -Scopes sso:account:access -Yes':
    [
      'configure',
      '--account',
      '931827427725',
      '--role',
      'r',
      '--session',
      's',
      '--start-url',
      'https://x/start',
      '--sso-region',
      'eu-west-1',
      '--region',
      'eu-north-1',
      '--output',
      'json',
      '--scopes',
      'sso:account:access',
      '--yes',
      '--',
      'koa',
    ],
};

test('every parameter becomes the option of the program', skipWithoutEngine(), async () => {
  const seen = await runSession({
    script: Object.keys(calls)
      .map((call) => `${call} -ErrorAction Ignore`)
      .join('\n'),
  });
  assert.deepEqual(
    seen.calls.map((call) => call.args),
    // A new profile is told as an object.
    [...Object.values(calls), ['list', '--json']],
  );
  assert.deepEqual(
    seen.calls.map((call) => call.contract),
    [undefined, undefined, undefined, '1', '1', '1', '1', undefined, undefined],
  );
});

test('-WhatIf calls nothing where something would be written', skipWithoutEngine(), async () => {
  const { calls: made, lines } = await runSession({
    script: 'Disconnect-JpAws -All -WhatIf; New-JpAwsProfile koa -WhatIf; New-JpAwsProfile -WhatIf',
  });
  assert.deepEqual(made, []);
  assert.equal(lines.filter((line) => line.startsWith('What if:')).length, 3);
  assert.ok(!lines.some((line) => line.includes('target ""')), lines.join('\n'));
});

test('values that can mean nothing are refused before the program is called', skipWithoutEngine(), async () => {
  const refused = [
    "Use-JpAws ''",
    "Use-JpAws x -Region ''",
    'Use-JpAws x -Mode other',
    'Connect-JpAws -Port 0',
    'Disconnect-JpAws x -All',
    'Connect-JpAws x -Session y',
    'New-JpAwsProfile x -Output other',
    'New-JpAwsProfile x -Account 12',
  ];
  const { calls: made, lines } = await runSession({
    script: refused.map((call) => `try { ${call}; 'called' } catch { 'refused' }`).join('\n'),
  });
  assert.deepEqual(
    lines,
    refused.map(() => 'refused'),
  );
  assert.deepEqual(made, []);
});

test('the output of a sign-in is passed on', skipWithoutEngine(), async () => {
  const { lines, stderr } = await runSession({
    script: '$text = Connect-JpAws x; "<$text>"',
    answers: { 'login -- x': { stdout: 'done\n', stderr: 'open the page\n' } },
  });
  assert.deepEqual(lines, ['<done>']);
  assert.equal(stderr, 'open the page\n');
});
