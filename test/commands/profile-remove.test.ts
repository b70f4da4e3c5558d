import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryWorld } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';
import { CONFIG, HOWTO_CONFIG, LEGACY_CONFIG } from '../support/sample-files.ts';

test('the profile goes, the rest and a copy of before stay', async () => {
  const memory = memoryWorld({ files: { [CONFIG]: LEGACY_CONFIG + HOWTO_CONFIG } });
  assert.match((await runInMemory(memory, 'profile', 'remove', 'old')).stderr, /^Took "old" out of/);
  assert.equal(memory.files.texts.get(CONFIG), HOWTO_CONFIG);
  assert.equal(memory.files.texts.get(`${CONFIG}.jpaws-backup`), LEGACY_CONFIG + HOWTO_CONFIG);
});

test('an unknown profile is named with the near ones', async () => {
  const { stderr, exitCode } = await runInMemory(
    memoryWorld({ files: { [CONFIG]: HOWTO_CONFIG } }),
    'profile',
    'remove',
    'koa-dev-custmer',
  );
  assert.equal(exitCode, 5);
  assert.match(stderr, /did you mean koa-dev-customer/);
});
