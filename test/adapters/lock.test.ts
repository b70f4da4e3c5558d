import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { createClock } from '../../src/adapters/clock.ts';
import { createLock } from '../../src/adapters/lock.ts';
import { takeTurn } from '../../src/adapters/own-turn.ts';
import { pidSpace } from '../../src/adapters/pid-space.ts';
import { milliseconds } from '../../src/domain/units.ts';
import { JpawsError } from '../../src/domain/errors.ts';
import { commandOf, runAsOrdinaryAccount, startChild } from './child.ts';
import { fails } from '../support/fails.ts';
import { scratchFolder } from './scratch.ts';

const clock = createClock();
const sleep = (count: number): Promise<void> => clock.sleep(milliseconds(count));
const lockIn = (folder: string | undefined, silence = 10_000) =>
  createLock({ folder, clock, silence: milliseconds(silence) });
const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

/** Waits for the lock and tells how long that took, in milliseconds. */
async function waitingTime(folder: string, silence?: number): Promise<number> {
  const start = clock.monotonic();
  return lockIn(folder, silence).hold('test', async () => clock.monotonic() - start);
}

test('hold gives the result, and the lock is free again', async (t) => {
  const folder = scratchFolder(t);
  const lock = lockIn(folder);
  assert.equal(await lock.hold('test', async (held) => (held.isHeld() ? 'result' : 'lost')), 'result');
  assert.ok((await waitingTime(folder)) < 5000);
});

test('an error passes through, and the lock is free again', async (t) => {
  const folder = scratchFolder(t);
  const error = new Error('thrown on purpose');
  await assert.rejects(
    lockIn(folder).hold('test', () => Promise.reject(error)),
    (thrown) => thrown === error,
  );
  await assert.rejects(
    lockIn(folder).hold('test', () => {
      throw error;
    }),
    (thrown) => thrown === error,
  );
  assert.ok((await waitingTime(folder)) < 5000);
});

test('after the end the lock is not held any more, also when nobody has taken it since', async (t) => {
  const held = await lockIn(scratchFolder(t)).hold('test', async (lock) => lock);
  assert.equal(held.isHeld(), false);
});

test('two of one process take turns; locks of other names do not wait', async (t) => {
  const lock = lockIn(scratchFolder(t));
  const order: string[] = [];
  const enter = (name: string, who: string): Promise<void> =>
    lock.hold(name, async () => {
      order.push(`${who} in`);
      await sleep(40);
      order.push(`${who} out`);
    });
  await Promise.all([enter('one', 'a'), enter('one', 'b'), enter('one-more', 'c')]);
  assert.deepEqual(order.slice(0, 2), ['a in', 'c in']);
  assert.deepEqual(
    order.filter((line) => !line.startsWith('c')),
    ['a in', 'a out', 'b in', 'b out'],
  );
});

test('the folder is 0700, its files are 0600, and they do not grow in number', async (t) => {
  const folder = join(scratchFolder(t), 'aws', 'locks');
  for (let round = 0; round < 50; round += 1) await lockIn(folder).hold('test', async () => undefined);
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  assert.ok(readdirSync(folder).length <= 2, readdirSync(folder).join());
  for (const file of readdirSync(folder)) assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600);
});

test('waiting is told once and ends with the signal, with its reason, without leaving a listener', async (t) => {
  const folder = scratchFolder(t);
  const aborter = new AbortController();
  const reason = new JpawsError('FILE_CHANGED', { file: 'any error with a code' });
  let waits = 0;
  const onWait = (): number => (waits += 1);
  await lockIn(folder).hold('test', async () => {
    setTimeout(() => aborter.abort(reason), 200);
    const waiting = lockIn(folder).hold('test', () => assert.fail('ran'), { signal: aborter.signal, onWait });
    await assert.rejects(waiting, (error) => error === reason);
  });
  assert.equal(waits, 1);
  assert.equal(getEventListeners(aborter.signal, 'abort').length, 0);
  await lockIn(folder).hold('test', async () => undefined, { onWait });
  assert.equal(waits, 1, 'a free lock is not waited for');
});

test('who waits for a limited time only gives up then, with an error of its own, and leaves the holder alone', async (t) => {
  const folder = scratchFolder(t);
  const patient = lockIn(folder);
  const impatient = createLock({ folder, clock, patience: milliseconds(100) });
  await patient.hold('test', async (held) => {
    const start = clock.monotonic();
    await fails(
      impatient.hold('test', () => assert.fail('it is held')),
      'LOCK_HELD',
    );
    assert.ok(clock.monotonic() - start < 2000);
    assert.ok(held.isHeld());
  });
  assert.equal(await impatient.hold('test', async () => 'free'), 'free');
});

test('an aborted signal keeps it from running at all', async (t) => {
  const signal = AbortSignal.abort(new Error('too late'));
  await assert.rejects(
    lockIn(scratchFolder(t)).hold('test', () => assert.fail('ran'), { signal }),
    /too late/,
  );
});

test('a name that is no lock name is refused', async (t) => {
  const lock = lockIn(scratchFolder(t));
  for (const name of ['', '../x', 'A', 'a.b']) {
    await assert.rejects(
      lock.hold(name, () => assert.fail('ran')),
      TypeError,
    );
  }
});

test('a lock file of another name, or of no number, does not count', async (t) => {
  const folder = scratchFolder(t);
  for (const name of ['test-more.7', 'test.x', 'test', 'test.', 'atest.3']) {
    writeFileSync(join(folder, name), `held ${process.pid} ${pidSpace()}\n`);
  }
  assert.ok((await waitingTime(folder)) < 5000);
});

test('a dead holder of this pid space does not block', async (t) => {
  const folder = scratchFolder(t);
  writeFileSync(join(folder, 'test.7'), `held ${deadPid()} ${pidSpace()}\n`);
  assert.ok((await waitingTime(folder)) < 5000);
});

test('a pid of another container or machine says nothing: only silence does', async (t) => {
  const folder = scratchFolder(t);
  writeFileSync(join(folder, 'test.7'), `held ${deadPid()} another\n`);
  const waited = await waitingTime(folder, 600);
  assert.ok(waited >= 600 && waited < 5000, `${waited}`);
});

test('an empty, cut or foreign lock file blocks until it was silent', async (t) => {
  for (const text of ['', 'held 12', 'anything else']) {
    const folder = scratchFolder(t);
    writeFileSync(join(folder, 'test.7'), text);
    const waited = await waitingTime(folder, 300);
    assert.ok(waited >= 300 && waited < 5000, `${waited}`);
  }
});

test('a folder in the place of a lock file blocks until it was silent', async (t) => {
  const folder = scratchFolder(t);
  mkdirSync(join(folder, 'test.7'));
  assert.ok((await waitingTime(folder, 300)) < 5000);
});

test('any change of the time counts as life, however wrong the clock that made it', async (t) => {
  const folder = scratchFolder(t);
  const file = join(folder, 'test.7');
  writeFileSync(file, 'held 1 another\n');
  let second = 0;
  const beats = setInterval(() => utimesSync(file, 1, (second += 1)), 50);
  setTimeout(() => clearInterval(beats), 1000);
  const waited = await waitingTime(folder, 400);
  assert.ok(waited >= 1300 && waited < 5000, `${waited}`);
});

test('who comes too late with a number that was used up takes nothing and leaves nothing', (t) => {
  const folder = scratchFolder(t);
  writeFileSync(join(folder, 'test.5'), 'held 1 another\n');
  const text = 'held 2 another\n';
  assert.equal(takeTurn({ folder, name: 'test', number: 3, text }), undefined);
  assert.equal(takeTurn({ folder, name: 'test', number: 5, text }), undefined);
  assert.deepEqual(readdirSync(folder), ['test.5']);
  assert.equal(takeTurn({ folder, name: 'test', number: 6, text })?.isLast(), true, 'the control');
});

test('a later turn of another ends the own one, and the end of that changes nothing', async (t) => {
  const folder = scratchFolder(t);
  const later = join(folder, 'test.2');
  await lockIn(folder).hold('test', async (held) => {
    assert.equal(held.isHeld(), true);
    writeFileSync(later, 'held 1 another\n');
    assert.equal(held.isHeld(), false);
  });
  assert.equal(readFileSync(later, 'utf8'), 'held 1 another\n');
});

test('without a place for locks it runs all the same', async (t) => {
  const folder = scratchFolder(t);
  writeFileSync(join(folder, 'file'), '');
  for (const place of [undefined, join(folder, 'file', 'locks'), '/proc/jpaws-locks', `${folder}/${'n'.repeat(300)}`]) {
    assert.equal(await lockIn(place).hold('test', async (held) => held.isHeld()), true);
  }
});

test('in a folder that may not be written it runs all the same', (t) => {
  const folder = scratchFolder(t);
  chmodSync(folder, 0o555);
  assert.equal(runAsOrdinaryAccount('hold-lock', folder, '10000', '0'), 'inside\nstill held\n');
  assert.equal(runAsOrdinaryAccount('hold-lock', join(folder, 'below'), '10000', '0'), 'inside\nstill held\n');
  assert.deepEqual(readdirSync(folder), []);
});

test('on a full disk it runs all the same, and the next one need not wait', (t) => {
  const folder = scratchFolder(t);
  const script = 'ulimit -f 0; "$@" | cat; "$@" | cat';
  const command = commandOf('hold-lock', folder, '10000', '0');
  const start = Date.now();
  const { stdout } = spawnSync('sh', ['-c', script, 'sh', ...command], { encoding: 'utf8' });
  assert.equal(stdout, 'inside\nstill held\ninside\nstill held\n');
  assert.ok(Date.now() - start < 5000);
  assert.deepEqual(readdirSync(folder), []);
});

for (const [end, how] of [
  ['exit', 'process.exit'],
  ['throw', 'an error'],
] as const) {
  test(`a process that ends by ${how} inside leaves the lock free`, async (t) => {
    const folder = scratchFolder(t);
    const child = startChild(t, ['hold-lock', folder, '10000', end], { stdio: ['ignore', 'pipe', 'ignore'] });
    await child.over;
    const [file = ''] = readdirSync(folder);
    assert.match(readFileSync(join(folder, file), 'utf8'), /^free /);
    assert.ok((await waitingTime(folder, 10_000)) < 5000);
  });
}

test('a holder that is killed does not block', async (t) => {
  const folder = scratchFolder(t);
  const child = startChild(t, ['hold-lock', folder, '10000', '60000']);
  await child.says('inside');
  child.process.kill('SIGKILL');
  await child.over;
  const [file = ''] = readdirSync(folder);
  assert.match(readFileSync(join(folder, file), 'utf8'), /^held /, 'the control: nothing could be tidied');
  assert.ok((await waitingTime(folder, 10_000)) < 5000);
});

test('a holder that was stopped for too long learns that it lost the lock, and harms nobody', async (t) => {
  const folder = scratchFolder(t);
  const child = startChild(t, ['hold-lock', folder, '500'], { stdio: ['pipe', 'pipe', 'inherit'] });
  await child.says('inside');
  child.process.kill('SIGSTOP');
  await lockIn(folder, 500).hold('test', async (held) => {
    child.process.kill('SIGCONT');
    child.process.stdin?.write('go');
    assert.match(await child.over, /lost/);
    assert.equal(held.isHeld(), true);
  });
});

test('a holder that was stopped and missed by nobody still holds the lock', async (t) => {
  const folder = scratchFolder(t);
  const child = startChild(t, ['hold-lock', folder, '300'], { stdio: ['pipe', 'pipe', 'inherit'] });
  await child.says('inside');
  child.process.kill('SIGSTOP');
  await sleep(600);
  child.process.kill('SIGCONT');
  child.process.stdin?.write('go');
  assert.match(await child.over, /still held/);
});

test('processes in another pid namespace have another pid space', { skip: cannotUnshare() }, () => {
  const module = new URL('../../src/adapters/pid-space.ts', import.meta.url).href;
  const code = `import { pidSpace } from '${module}'; console.log(pidSpace());`;
  const print = [process.execPath, '--input-type=module', '-e', code];
  const [here, there] = [[], ['-p', '-f', '--mount-proc']].map((flags) =>
    spawnSync('unshare', [...flags, ...print], { encoding: 'utf8' }).stdout.trim(),
  );
  assert.equal(here, pidSpace());
  assert.match(there ?? '', /^\S{10,}$/);
  assert.notEqual(there, here);
});

function cannotUnshare(): string | false {
  return spawnSync('unshare', ['-p', '-f', '--mount-proc', 'true']).status === 0 ? false : 'needs the right to unshare';
}
