import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Emulator, Sandbox } from '../../src/ports.ts';
import { memoryWorld } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';

/** A place for the demo in memory, whose shells end with the given status. */
function stage(status: number, programs: readonly string[] = ['bash']) {
  const ran: { program: string; env: Readonly<Record<string, string>> }[] = [];
  const log: string[] = [];
  const sandbox: Sandbox = {
    withFolder: async (use) => {
      log.push('folder made');
      try {
        return await use('/tmp/demo');
      } finally {
        log.push('folder removed');
      }
    },
    run: async (program, _args, env) => {
      ran.push({ program, env });
      return status;
    },
  };
  const emulator: Emulator = {
    start: async ({ approve }) => {
      log.push(`started ${approve}`);
      return { url: 'http://127.0.0.1:1', close: async () => void log.push('closed') };
    },
  };
  const memory = memoryWorld({ env: { SHELL: '/bin/bash', AWS_PROFILE: 'mine', PATH: '/usr/bin' } });
  for (const program of programs) memory.programs.onPath[program] = [`/usr/bin/${program}`];
  return { memory: { ...memory, world: { ...memory.world, sandbox, emulator } }, ran, log };
}

test("it is played in the person's shell, with a home of its own, and leaves nothing behind", async () => {
  const { memory, ran, log } = stage(0);
  const { exitCode, stdout } = await runInMemory(memory, 'demo', '--yes');
  assert.deepEqual([exitCode, stdout], [0, '']);
  assert.deepEqual(log, ['started automatic', 'folder made', 'folder removed', 'closed']);
  assert.deepEqual(
    ran.map(({ program }) => program),
    ['/usr/bin/bash'],
  );
  assert.notEqual(ran[0]?.env['HOME'], memory.world.machine.home);
  assert.notEqual(ran[0]?.env['AWS_PROFILE'], 'mine');
  for (const { path } of memory.files.written) assert.ok(path.startsWith('/tmp/demo'), path);
});

test('a step that fails is told, and everything is cleaned up', async () => {
  const { memory, log } = stage(7);
  const { exitCode, stderr } = await runInMemory(memory, 'demo', '--yes');
  assert.equal(exitCode, 1);
  assert.match(stderr, /status 7/);
  assert.deepEqual(log.slice(-2), ['folder removed', 'closed']);
});

test('without a shell that it can be played in, nothing is started', async () => {
  const { memory, log } = stage(0, []);
  const { exitCode, stderr } = await runInMemory(memory, 'demo', '--yes');
  assert.equal(exitCode, 1);
  assert.match(stderr, /on PATH/);
  assert.deepEqual(log, []);
});
