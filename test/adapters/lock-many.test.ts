import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startChild } from './child.ts';
import type { Child } from './child.ts';
import { scratchFolder } from './scratch.ts';

function countedIn(folder: string): { readonly counter: number; readonly logged: number } {
  const logs = readdirSync(folder).filter((name) => name.startsWith('log-'));
  const logged = logs.reduce((sum, name) => sum + readFileSync(join(folder, name), 'utf8').length, 0);
  return { counter: Number(readFileSync(join(folder, 'counter'), 'utf8')), logged };
}

test('20 processes count under one lock while one of them is killed inside and one is stopped', async (t) => {
  const folder = scratchFolder(t);
  const silence = '2500';
  writeFileSync(join(folder, 'counter'), '0');
  const startHolder = (): Child =>
    startChild(t, ['hold-lock', join(folder, 'locks'), silence], { stdio: ['pipe', 'pipe', 'inherit'] });
  const stopped = startHolder();
  await stopped.says('inside');
  stopped.process.kill('SIGSTOP');
  const killed = startHolder();
  await wait(500);
  const counters = Array.from({ length: 18 }, () => startChild(t, ['count-up', folder, '5', silence]));
  await killed.says('inside');
  assert.deepEqual(countedIn(folder), { counter: 0, logged: 0 });
  killed.process.kill('SIGKILL');
  await Promise.all(counters.map((child) => child.over));
  stopped.process.kill('SIGCONT');
  stopped.process.stdin?.write('go');
  assert.match(await stopped.over, /lost/);
  assert.deepEqual(countedIn(folder), { counter: 90, logged: 90 });
});

test('a storm of kills never lets two in at once', async (t) => {
  const folder = scratchFolder(t);
  writeFileSync(join(folder, 'counter'), '0');
  const start = (): Child => startChild(t, ['count-up', folder, '1000', '10000']);
  const running = Array.from({ length: 5 }, start);
  const rounds = 40;
  for (let round = 0; round < rounds; round += 1) {
    await wait(40 + Math.random() * 80);
    const victim = Math.floor(Math.random() * running.length);
    running[victim]?.process.kill('SIGKILL');
    await running[victim]?.over;
    running[victim] = start();
  }
  for (const child of running) child.process.kill('SIGKILL');
  await Promise.all(running.map((child) => child.over));
  const { counter, logged } = countedIn(folder);
  // A process may die between counting and logging; a count that two made at once would be logged twice.
  const kills = rounds + running.length;
  assert.ok(counter >= logged && counter <= logged + kills, `${counter} counted, ${logged} logged`);
  assert.ok(logged > rounds, `the control: ${logged} counts went on between ${rounds} kills`);
});

test('the control: without the lock the same processes lose counts', async (t) => {
  const folder = scratchFolder(t);
  writeFileSync(join(folder, 'counter'), '0');
  const children = [1, 2, 3].map(() => startChild(t, ['count-up', folder, '20', '10000', 'unlocked']));
  await Promise.all(children.map((child) => child.over));
  const { counter, logged } = countedIn(folder);
  assert.equal(logged, 60);
  assert.ok(counter < logged, `${counter} counted, ${logged} logged`);
});
