// Where the output goes may be full, closed, or gone.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { binary, type Ended, runCommand } from '../support/binary-run.ts';
import { leaveRoleCredentials } from './aws-cli-files.ts';
import { customer, type Person, profileName } from './person.ts';

const noFull = existsSync('/dev/full') ? false : 'needs /dev/full';

/** Runs `jpaws WORDS` with its streams led elsewhere by a shell. */
const redirected = (
  t: Parameters<typeof runCommand>[0],
  person: Person,
  words: string,
  where: string,
): Promise<Ended> =>
  runCommand(t, {
    program: 'sh',
    words: ['-c', `"$0" ${words} ${where}`, binary],
    env: { ...person.env, JPAWS_CONTRACT: '1' },
  });

for (const command of [`export ${profileName}`, `use ${profileName}`, 'list --json', '--help']) {
  test(`jpaws ${command} on a full disk fails with the reason`, { skip: noFull }, async (t) => {
    const person = await customer(t);
    leaveRoleCredentials(person);
    const { status, stderr } = await redirected(t, person, command, '> /dev/full');
    assert.equal(status, 1);
    assert.match(stderr, /^jpaws: cannot write the output: no space left on device \(ENOSPC\)\n {2}\S/m);
  });
}

test('messages that nobody can read do not hinder the result', { skip: noFull }, async (t) => {
  const person = await customer(t);
  leaveRoleCredentials(person);
  for (const where of ['2> /dev/full', '2>&-']) {
    const { status, stdout } = await redirected(t, person, `use ${profileName}`, where);
    assert.equal(status, 0);
    assert.match(stdout, /\nend\n$/);
  }
});

test('a reader that has had enough is no failure', { skip: process.platform === 'win32' }, async (t) => {
  const person = await customer(t);
  const { stdout, stderr } = await redirected(t, person, '--help', '| head -1');
  assert.match(stdout, /^AWS credentials .*\n$/);
  assert.equal(stderr, '');
});
