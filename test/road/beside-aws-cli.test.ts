// The AWS CLI writes its files in place: for a moment they are empty, then half. Nobody may take that for damage.
import assert from 'node:assert/strict';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { leaveRoleCredentials, pythonDump, rolePath, signInElsewhere, tokenPath } from './aws-cli-files.ts';
import { customer, profileName } from './person.ts';

const HALF_WAY = 30;
const ROUNDS = 30;

/** As Python's `open(path, 'w')` and two writes that the buffer parts. */
async function writeInPlace(path: string, text: string): Promise<void> {
  const fd = openSync(path, 'w');
  try {
    writeSync(fd, text.slice(0, text.length / 2));
    await sleep(HALF_WAY);
    writeSync(fd, text.slice(text.length / 2));
  } finally {
    closeSync(fd);
  }
}

/** Writes the file again and again until `work` is done. */
async function whileWritten<T>(write: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  let isDone = false;
  const writing = (async () => {
    while (!isDone) {
      await write();
      await sleep(Math.random() * 90 + 35);
    }
  })();
  try {
    return await work();
  } finally {
    isDone = true;
    await writing;
  }
}

test('a token file that the AWS CLI is just writing is waited for', async (t) => {
  const person = await customer(t);
  const path = person.write(tokenPath, pythonDump(signInElsewhere(person.center)));
  const write = (): Promise<void> => writeInPlace(path, pythonDump(signInElsewhere(person.center)));
  await whileWritten(write, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { status, stderr } = await person.use([profileName, '--force']);
      assert.deepEqual([status, /damaged/.test(stderr)], [0, false], stderr);
    }
  });
});

test('a role file that the AWS CLI is just writing is waited for', async (t) => {
  const person = await customer(t);
  leaveRoleCredentials(person);
  const text = person.read(...rolePath);
  const path = join(person.home, '.aws', ...rolePath);
  await whileWritten(
    () => writeInPlace(path, text),
    async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { status, stderr } = await person.use([profileName]);
        assert.deepEqual([status, /damaged/.test(stderr)], [0, false], stderr);
      }
    },
  );
  assert.deepEqual(person.asked(), []);
});

test('a token that the AWS CLI refreshes at the same moment is used, not lost', async (t) => {
  const person = await customer(t, { faults: [{ path: '/token', fault: { kind: 'delay', milliseconds: 300 } }] });
  const old = signInElsewhere(person.center, -1);
  const path = person.write(tokenPath, pythonDump(old));
  const used = person.use([profileName]);
  while (!person.asked().includes('/token')) await sleep(5);
  const theirs = pythonDump(signInElsewhere(person.center));
  // Theirs took the single-use refresh token first, so that ours is refused.
  const token = person.center.state.refreshTokens.get(old.refreshToken ?? '');
  if (token !== undefined) token.used = true;
  await writeInPlace(path, theirs);
  const { status, stderr } = await used;
  assert.equal(status, 0, stderr);
  assert.equal(person.read(...tokenPath), theirs);
});
