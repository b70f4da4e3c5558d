import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryWorld } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';

test('the managed variables go, and those of before come back', async () => {
  const env = {
    JPAWS_CONTRACT: '1',
    JPAWS_PROFILE: 'a',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_REGION: 'r',
    JPAWS_PREVIOUS: '{"AWS_PROFILE": "mine"}',
  };
  const { stdout, stderr } = await runInMemory(memoryWorld({ env }), 'clear');
  assert.equal(
    stdout,
    'jpaws/1\nunset AWS_ACCESS_KEY_ID\nunset AWS_REGION\nunset JPAWS_PREVIOUS\nunset JPAWS_PROFILE\nset AWS_PROFILE=mine\nend\n',
  );
  assert.equal(stderr, 'left a\n');
});

test('where nothing is active the reply is valid and changes nothing', async () => {
  const { stdout, stderr, exitCode } = await runInMemory(
    memoryWorld({ env: { JPAWS_CONTRACT: '1', AWS_PROFILE: 'mine' } }),
    'clear',
  );
  assert.deepEqual(
    [stdout, stderr, exitCode],
    ['jpaws/1\nunset JPAWS_CONTRACT\nend\n', 'no profile of jpaws is active in this shell\n', 0],
  );
});

test('what cannot be brought back is a warning, never a failure; no file is read', async () => {
  const memory = memoryWorld({ env: { JPAWS_CONTRACT: '1', JPAWS_PROFILE: 'a', JPAWS_PREVIOUS: '{' } });
  const { stderr, exitCode } = await runInMemory(memory, 'clear');
  assert.equal(exitCode, 0);
  assert.match(stderr, /warning: cannot be brought back: JPAWS_PREVIOUS/);
  assert.deepEqual(memory.files.reads, []);
});
