import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shellTable } from '../../src/shells/table.ts';
import { memoryWorld } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';

for (const { id, family, loadLine, script } of shellTable) {
  test(`${id}: its integration is printed as it ships`, async () => {
    const memory = memoryWorld();
    const { stdout, stderr, exitCode } = await runInMemory(memory, 'init', id);
    assert.deepEqual([stderr, exitCode], ['', 0]);
    assert.equal(stdout, family === 'powershell' ? `${loadLine}\n` : memory.world.assets.text(`shells/${script}`));
    assert.deepEqual(memory.files.reads, []);
  });
}

test('the word sh gives the text for POSIX shells, which is that of ksh, mksh and ash too', async () => {
  const memory = memoryWorld();
  const { stdout } = await runInMemory(memory, 'init', 'sh');
  assert.equal(stdout, memory.world.assets.text('shells/jpaws.sh'));
  for (const name of ['dash', 'ash', 'ksh', 'mksh']) {
    assert.equal((await runInMemory(memory, 'init', name)).stdout, stdout);
  }
});
