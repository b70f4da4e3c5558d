import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { createFiles } from '../../src/adapters/files.ts';
import { startChild } from './child.ts';
import { scratchFolder } from './scratch.ts';

const ROUNDS = 30;

interface Content {
  readonly letter: string;
  readonly text: string;
}

test('kill -9 at any moment leaves a whole file and only private drafts, which the next write removes', async (t) => {
  const folder = scratchFolder(t);
  const real = join(folder, 'real.json');
  const link = join(folder, 'link.json');
  symlinkSync('real.json', link);
  createFiles().write(link, JSON.stringify({ letter: 'a', text: 'a'.repeat(200_000) }));
  for (let round = 0; round < ROUNDS; round += 1) {
    const child = startChild(t, ['rewrite-file', link]);
    await child.says('ready');
    await wait(Math.random() * 40);
    child.process.kill('SIGKILL');
    await once(child.process, 'close');
    const { letter, text } = JSON.parse(readFileSync(real, 'utf8')) as Content;
    assert.equal(text, letter.repeat(200_000));
  }
  const drafts = readdirSync(folder).filter((name) => name.endsWith('.tmp'));
  assert.ok(drafts.length > 0, 'the control: kills fell into the middle of writes');
  for (const draft of drafts) {
    assert.equal(statSync(join(folder, draft)).mode & 0o777, 0o600);
    utimesSync(join(folder, draft), 0, 0);
  }
  createFiles().write(link, '{}');
  assert.deepEqual(readdirSync(folder), ['link.json', 'real.json']);
});
