// kill -9 at any moment: files are old or new, nothing piles up, and the next run is not held up.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Running } from '../support/binary-run.ts';
import { leaveSignIn, rolePath, tokenPath } from './aws-cli-files.ts';
import { browserIn } from './browsers.ts';
import { customer, howToConfig, type Person, profileName } from './person.ts';

const ROUNDS = 50;
const BESIDE = 5;
const noKill = process.platform === 'win32' ? 'there is no SIGKILL' : false;

/** Runs the command again and again, several at a time, each killed at another moment of its life. */
async function killAtMoments(start: () => Running, lifetime: number): Promise<void> {
  let killed = 0;
  for (let round = 0; round < ROUNDS; round += BESIDE) {
    const runs = Array.from({ length: BESIDE }, async (_, at) => {
      const running = start();
      // Spread evenly over a life and a bit more, so that all moments come up, in no order.
      await sleep((((round + at) * 7) % ROUNDS) * ((lifetime * 1.2) / ROUNDS));
      running.kill('SIGKILL');
      const { signal } = await running.ended;
      if (signal === 'SIGKILL') killed += 1;
    });
    await Promise.all(runs);
  }
  assert.ok(killed >= ROUNDS / 10, `the control: only ${killed} were killed alive`);
}

/** How long a whole run takes on this machine now, when several run at a time, in milliseconds. */
async function lifetimeOf(run: () => Promise<unknown>): Promise<number> {
  const start = Date.now();
  await Promise.all(Array.from({ length: BESIDE }, run));
  return Date.now() - start;
}

/** Every JSON file in the caches is whole. */
function assertWhole(person: Person): void {
  for (const folder of [tokenPath.slice(0, 2), rolePath.slice(0, 2)])
    for (const name of person.list(...folder).filter((file) => file.endsWith('.json')))
      assert.doesNotThrow(() => JSON.parse(person.read(...folder, name)), name);
}

const drafts = (person: Person): string[] =>
  readdirSync(person.home, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'));

const longAgo = new Date(Date.now() - 3_600_000);

/** So that there is one for sure. The process is one that has ended. */
function leaveDraftOfDeadProcess(person: Person): void {
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  person.write([...tokenPath.slice(0, 2), `.jpaws-${pid}-${'0'.repeat(24)}.tmp`], '{"accessToken": "half');
  assert.ok(drafts(person).length > 0);
}

test(`use, killed ${ROUNDS} times while it refreshes, leaves whole files and no lock`, { skip: noKill }, async (t) => {
  const person = await customer(t, { refreshTokensAreSingleUse: false });
  const again = (): void => {
    leaveSignIn(person, -1);
    for (const file of person.list('cli', 'cache')) person.remove('cli', 'cache', file);
  };
  again();
  const lifetime = await lifetimeOf(() => person.use([profileName]));
  const start = (): Running => {
    again();
    return person.start(['use', profileName], { JPAWS_CONTRACT: '1' });
  };
  await killAtMoments(start, lifetime);
  assertWhole(person);
  leaveDraftOfDeadProcess(person);
  for (const name of drafts(person)) utimesSync(join(person.home, name), longAgo, longAgo);
  leaveSignIn(person, -1);
  const begin = Date.now();
  const { status, stderr } = await person.use([profileName, '--force']);
  assert.equal(status, 0, stderr);
  assert.ok(Date.now() - begin < 5000, 'no lock of a dead process is waited for');
  assert.deepEqual(drafts(person), []);
  assert.ok(person.list('jpaws', 'locks').length <= 2, 'lock files do not pile up');
});

test(`login, killed ${ROUNDS} times, leaves whole files and no lock`, { skip: noKill }, async (t) => {
  const person = await customer(t);
  const login = (): Running => person.start(['login', '--force'], { BROWSER: browserIn(person.desk, 'follow') });
  const begin = Date.now();
  await login().ended;
  await killAtMoments(login, Math.min((Date.now() - begin) * 1.5, 700));
  assertWhole(person);
  const { status, stderr } = await login().ended;
  assert.equal(status, 0, stderr);
  assert.doesNotMatch(stderr, /waiting for it/);
});

test(`configure, killed ${ROUNDS} times, leaves the old or the new config`, { skip: noKill }, async (t) => {
  const person = await customer(t);
  let region = 0;
  const words = (): string[] => [
    'configure',
    profileName,
    '--account',
    '931827427725',
    '--yes',
    '--region',
    `eu-${(region += 1)}`,
  ];
  const lifetime = await lifetimeOf(() => person.jpaws(words()));
  const wanted = new RegExp(
    `^${howToConfig.replaceAll(/[[\]]/g, String.raw`\$&`).replace('\nregion = eu-west-1', String.raw`\nregion = eu-\d+`)}$`,
  );
  const start = (): Running => {
    assert.match(person.read('config'), wanted);
    return person.start(words());
  };
  await killAtMoments(start, lifetime);
  assert.match(person.read('config'), wanted);
  const { status, stderr } = await person.jpaws(words());
  assert.equal(status, 0, stderr);
});
