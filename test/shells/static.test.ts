import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { renderedScript } from '../contract/stage.ts';

/** Set in CI: a linter that is missing fails instead of being skipped. */
const areRequired = process.env['JPAWS_REQUIRE_LINTERS'] === '1';

interface Check {
  readonly command: readonly string[];
  readonly script: string;
  /** A text that the check must refuse: it proves that the check looks. */
  readonly refuses: string;
}

const checks: readonly Check[] = [
  { command: ['shellcheck', '--shell=bash'], script: 'jpaws.bash', refuses: 'echo $1\n' },
  { command: ['shfmt', '-i', '2', '-ci', '-d'], script: 'jpaws.bash', refuses: 'if   true; then\n:; fi\n' },
  { command: ['bash', '-n'], script: 'jpaws.bash', refuses: 'if true; then\n' },
  { command: ['bash', '--posix', '-n'], script: 'jpaws.bash', refuses: 'if true; then\n' },
  { command: ['shellcheck', '--shell=sh'], script: 'jpaws.sh', refuses: 'echo $1\n' },
  {
    command: ['shfmt', '-ln', 'posix', '-i', '2', '-ci', '-d'],
    script: 'jpaws.sh',
    refuses: 'if   true; then\n:; fi\n',
  },
  { command: ['dash', '-n'], script: 'jpaws.sh', refuses: 'if true; then\n' },
  { command: ['busybox', 'ash', '-n'], script: 'jpaws.sh', refuses: 'if true; then\n' },
  { command: ['ksh', '-n'], script: 'jpaws.sh', refuses: 'if true; then\n' },
  { command: ['mksh', '-n'], script: 'jpaws.sh', refuses: 'if true; then\n' },
  { command: ['yash', '-n'], script: 'jpaws.yash', refuses: 'if true; then\n' },
  { command: ['zsh', '-n'], script: 'jpaws.plugin.zsh', refuses: 'if true; then\n' },
  { command: ['fish', '--no-execute'], script: 'jpaws.fish', refuses: 'if true\n' },
  { command: ['fish_indent', '--check'], script: 'jpaws.fish', refuses: 'if true\necho 1\nend\n' },
];

const folder = mkdtempSync(join(tmpdir(), 'jpaws-static-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function complaints([program = '', ...args]: readonly string[], text: string): { failed: boolean; output: string } {
  const path = join(folder, 'script');
  writeFileSync(path, text);
  // fish_indent makes folders in the home folder.
  const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder };
  const { status, stdout, stderr } = spawnSync(program, [...args, path], { encoding: 'utf8', env });
  return { failed: status !== 0, output: stdout + stderr };
}

for (const { command, script, refuses } of checks) {
  const [program = ''] = command;
  const isMissing = spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status !== 0;
  test(
    `${command.join(' ')} has nothing against ${script}`,
    { skip: isMissing && !areRequired ? `${program} is not installed` : false },
    () => {
      assert.ok(!isMissing, `${program} is required here, but not installed`);
      const { failed, output } = complaints(command, renderedScript(script));
      assert.equal(output, '');
      assert.equal(failed, false);
      assert.equal(complaints(command, refuses).failed, true, 'the check refuses nothing');
    },
  );
}
