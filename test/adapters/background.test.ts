import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createBackground } from '../../src/adapters/background.ts';
import { JpawsError } from '../../src/domain/errors.ts';
import { milliseconds, seconds } from '../../src/domain/units.ts';
import { fails } from '../support/fails.ts';
import { scratchFolder } from './scratch.ts';

// In a test the running program is Node: `-e CODE` stands for a command line of jpaws.
const code = (text: string): string[] => ['-e', text];
const NEVER = new AbortController().signal;
const patience = seconds(20);
const env = { PATH: process.env['PATH'] };

test('what the process wrote and how it ended come back', async () => {
  const background = createBackground({ env, interrupted: NEVER });
  const script = 'console.log("blåbær"); console.error("warning: ø"); process.exitCode = 7';
  assert.deepEqual(await background.run(code(script), patience), {
    status: 7,
    stdout: 'blåbær\n',
    stderr: 'warning: ø\n',
  });
});

test('it gets the environment without keys and contract, and no input', async () => {
  const keys = { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x', AWS_SESSION_TOKEN: 'x', AWS_SECURITY_TOKEN: 'x' };
  const AWS_CONTAINER_AUTHORIZATION_TOKEN = 'x';
  const background = createBackground({
    env: {
      ...env,
      ...keys,
      AWS_CONTAINER_AUTHORIZATION_TOKEN,
      JPAWS_CONTRACT: '1',
      AWS_CONFIG_FILE: '/c',
      HTTPS_PROXY: 'http://p',
    },
    interrupted: NEVER,
  });
  const show =
    'const { readFileSync } = require("fs"); console.log(JSON.stringify([process.env, readFileSync(0, "utf8")]))';
  const ended = await background.run(code(show), patience);
  const [seen, input] = JSON.parse(ended?.stdout ?? '') as [Record<string, string>, string];
  assert.deepEqual(
    Object.keys(seen).filter((name) => /^(AWS|JPAWS|HTTPS)_/.test(name)),
    ['AWS_CONFIG_FILE', 'HTTPS_PROXY'],
  );
  assert.equal(input, '');
});

test('who lasts longer than the patience is left alone, and works on', async (t) => {
  const note = join(scratchFolder(t), 'note');
  const background = createBackground({ env, interrupted: NEVER });
  const write = `setTimeout(() => require("fs").writeFileSync(${JSON.stringify(note)}, "done"), 400)`;
  assert.equal(await background.run(code(write), milliseconds(100)), undefined);
  await sleep(1500);
  assert.equal(readFileSync(note, 'utf8'), 'done');
});

test('an interruption ends the waiting at once, with its own error', async () => {
  const interruption = new AbortController();
  const background = createBackground({ env, interrupted: interruption.signal });
  const waiting = background.run(code('setTimeout(() => {}, 2000)'), patience);
  interruption.abort(new JpawsError('INTERRUPTED', {}));
  await fails(waiting, 'INTERRUPTED');
  await fails(background.run(code(''), patience), 'INTERRUPTED');
});
