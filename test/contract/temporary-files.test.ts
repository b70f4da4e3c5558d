import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { shellTable } from '../../src/shells/table.ts';
import { buildStage, renderedScript, type Stage } from './stage.ts';
import { reply } from './replies.ts';

const SECRET = 'SECRET'.repeat(4000);
const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' }).status === 0;

/** What the lines make the shell write, by the system calls of the shell and its children: the writes that hold the secret. */
function fileWrites(stage: Stage, { shell, lines }: { shell: readonly string[]; lines: readonly string[] }): string[] {
  const [program = '', ...args] = shell;
  const script = join(stage.folder, 'session');
  const trace = join(stage.folder, 'trace');
  writeFileSync(script, `${lines.join('\n')}\n`);
  const calls = 'trace=write,writev,pwrite64,sendfile,splice,copy_file_range';
  const strace = ['-f', '-yy', '-s', '60', '-e', calls, '-o', trace, program, ...args, script];
  const { status, stderr } = spawnSync('strace', strace, { cwd: stage.work, env: stage.environment, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  // With -yy each descriptor is shown with what it is: `1<pipe:[12]>`, `3<TCP:…>` or, for a file, `3</path>`.
  return readFileSync(trace, 'utf8')
    .split('\n')
    .filter((line) => line.includes('SECRETSECRET') && /\(\d+<(?!pipe:|socket:|UNIX)/.test(line));
}

for (const { id, family, program, bareArguments, script } of shellTable) {
  if (family === 'powershell') continue;
  const isMissing = spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status !== 0;
  const reason = isMissing ? `${program} is not installed` : canTrace ? undefined : 'strace cannot be used';
  test(`${id} writes no secret to a file, not even a short-lived one`, { skip: reason ?? false }, () => {
    const stage = buildStage({ it: { stdout: reply(`set AWS_A=${SECRET}`) } });
    try {
      const integration = join(stage.folder, script);
      writeFileSync(integration, renderedScript(script));
      const shell = [program, ...bareArguments];
      const load = family === 'fish' ? `source ${integration}` : `. ${integration}`;
      assert.deepEqual(fileWrites(stage, { shell, lines: [load, 'jpaws use it'] }), []);
      const control = ['printf', SECRET, '>', join(stage.work, 'file')].join(' ');
      assert.equal(fileWrites(stage, { shell, lines: [load, 'jpaws use it', control] }).length > 0, true);
    } finally {
      stage.remove();
    }
  });
}
