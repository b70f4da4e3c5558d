import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skipWithoutEngine } from './engine.ts';
import { reply, runSession } from './session.ts';

const good = reply('unset AWS_PROFILE', 'set AWS_A=new');
const refused: Readonly<Record<string, string>> = {
  empty: '',
  'without a header': good.replace('jpaws/1\n', ''),
  'with a header behind an invisible letter': `\u200b${good}`,
  'of another contract': good.replace('jpaws/1', 'jpaws/2'),
  'without an end': good.replace('end\n', ''),
  'cut within the end': good.slice(0, -2),
  'cut within a record': good.slice(0, -8),
  'with something after the end': `${good}set AWS_A=late\n`,
  'without a record': reply(),
  'with a blank line': reply('', 'set AWS_A=new'),
  'with a foreign name': reply('set AWS_A=new', 'set PATH=/tmp'),
  'with a foreign name to remove': reply('set AWS_A=new', 'unset HOME'),
  'with small letters': reply('set aws_a=new'),
  'with a letter that looks like one of ours': reply('set AWS_\u0131=new'),
  'with a name that ends in a line of its own': reply('set AWS_A =new'),
  'with an empty value': reply('set AWS_B=new', 'set AWS_A='),
  'with an unset that has a value': reply('unset AWS_A=new'),
  'with a NUL': reply('set AWS_A=n\0w'),
  'with a value longer than Windows can hold': reply(`set AWS_A=${'a'.repeat(32_767)}`),
  'with an unknown verb': reply('export AWS_A=new'),
};

test('a reply that is not whole or not ours changes nothing, and the status says so', skipWithoutEngine(), async () => {
  const names = Object.keys(refused);
  const answers = Object.fromEntries(Object.values(refused).map((stdout, at) => [`use -- ${at}`, { stdout }]));
  const script = names
    .map((_, at) => `Use-JpAws ${at} -ErrorAction SilentlyContinue; "$? $LASTEXITCODE"; & $probe`)
    .join('\n');
  const { lines, probes } = await runSession({ script, answers, env: { AWS_A: 'old', AWS_PROFILE: 'kept' } });
  names.forEach((name, at) => {
    assert.deepEqual(probes[at], { AWS_A: 'old', AWS_PROFILE: 'kept' }, name);
    assert.match(lines[at] ?? '', /^False 3$/, name);
  });
});

test('a failing program changes nothing and keeps its status, whatever it wrote', skipWithoutEngine(), async () => {
  const { lines, probes, stderr } = await runSession({
    script: 'jpaws use x; "$LASTEXITCODE"; & $probe',
    answers: { 'use x': { stdout: good, stderr: 'error: sign-in needed\n', status: 4 } },
    env: { AWS_A: 'old' },
  });
  assert.deepEqual(probes, [{ AWS_A: 'old' }]);
  assert.deepEqual(lines, ['4']);
  assert.equal(stderr, 'error: sign-in needed\n');
});

test('a program of another contract is named with what to do, in one line', skipWithoutEngine(), async () => {
  const { stderr, lines } = await runSession({
    script: 'jpaws use x; "$LASTEXITCODE"',
    answers: { 'use x': { stdout: good.replace('jpaws/1', 'jpaws/2') } },
  });
  assert.match(stderr, /^jpaws: .*do not speak the same contract, nothing was changed; update both\n$/);
  assert.deepEqual(lines, ['3']);
});
