// A person's TMOUT limits what the shell itself reads; an answer that takes longer, as a sign-in does, is applied all the same.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { shellTable } from '../../src/shells/table.ts';
import { loadDrivers, requiredShells } from './drivers/index.ts';
import { writeIntegration } from './drivers/script-driver.ts';
import { reply } from './replies.ts';
import { buildStage, renderedScript } from './stage.ts';

const drivers = await loadDrivers();

for (const row of shellTable) {
  if (row.family !== 'posix') continue;
  const missing = drivers.find(({ id }) => id === row.id)?.missing();
  const skip = missing !== undefined && !requiredShells.includes(row.id) ? missing : false;
  test(`in ${row.id} an answer that takes longer than TMOUT is applied`, { skip }, () => {
    const stage = buildStage({ it: { stdout: reply('set AWS_A=late') } });
    try {
      const program = join(stage.bin, 'jpaws');
      writeFileSync(program, readFileSync(program, 'utf8').replace('#!/bin/sh\n', '#!/bin/sh\nsleep 2\n'));
      chmodSync(program, 0o755);
      const path = writeIntegration(stage, row, renderedScript(row.script));
      const script = `TMOUT=1; . '${path}'; jpaws use it; '${stage.probe}' 1 $?`;
      const { stderr } = spawnSync(row.program, [...row.bareArguments, '-c', script], {
        cwd: stage.work,
        env: { ...stage.environment },
        encoding: 'utf8',
      });
      const { status, environment } = stage.observation(1);
      assert.deepEqual([status, environment['AWS_A'], stderr], [0, 'late', '']);
    } finally {
      stage.remove();
    }
  });
}
