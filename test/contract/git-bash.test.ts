import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { buildStage, renderedScript } from './stage.ts';

// What git-bash does to arguments and variables cannot be seen here; what is seen is that the program runs with the
// variables that keep it from that (https://www.msys2.org/docs/filesystem-paths/), and that the session does not.
const EXCEPT = 'JPAWS_;AWS_ACCESS_KEY_ID;AWS_SE';
const NOTING = `#!/bin/sh
printf '%s|%s|%s\\n' "\${MSYS_NO_PATHCONV-}" "\${MSYS2_ARG_CONV_EXCL-}" "\${MSYS2_ENV_CONV_EXCL-}" >>"\${0%/bin/jpaws}/seen"
[ -z "\${JPAWS_CONTRACT-}" ] || printf 'jpaws/1\\nset AWS_A=/one\\nend\\n'
`;

/** Lines in a bash that takes itself for the given system: what the program saw at each call, and the session's output. */
function inBash(system: string, lines: readonly string[], environment = {}): { seen: string[]; output: string } {
  const stage = buildStage({});
  try {
    writeFileSync(join(stage.bin, 'jpaws'), NOTING);
    chmodSync(join(stage.bin, 'jpaws'), 0o755);
    writeFileSync(join(stage.folder, 'jpaws.bash'), renderedScript('jpaws.bash'));
    const session = [`OSTYPE=${system}`, `. '${join(stage.folder, 'jpaws.bash')}'`, ...lines].join('\n');
    const { stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-c', session], {
      cwd: stage.work,
      env: { ...stage.environment, ...environment },
      encoding: 'utf8',
    });
    const seen = readFileSync(join(stage.folder, 'seen'), 'utf8').split('\n').slice(0, -1);
    return { seen, output: stdout + stderr };
  } finally {
    stage.remove();
  }
}

const CALLS = [
  'jpaws use /x',
  'jpaws list /x',
  'export JPAWS_RENEW_AT=5; __jpaws_prompt',
  "COMP_LINE='jpaws use x' COMP_POINT=11; __jpaws_complete jpaws x use",
];
const PRINT = `bash -c 'echo "\${MSYS_NO_PATHCONV-none} \${MSYS2_ENV_CONV_EXCL-none} $AWS_A"'`;

describe('bash of Git for Windows', () => {
  test('every call of the program is kept from turning arguments and secrets into paths, the session is left alone', () => {
    const { seen, output } = inBash('msys', [...CALLS, PRINT]);
    assert.deepEqual(
      seen,
      CALLS.map(() => `1|*|${EXCEPT}`),
    );
    assert.equal(output, 'none none /one\n');
  });

  test('what the person keeps from being turned stays so, in the call and after it, under set -eu too', () => {
    const { seen, output } = inBash('msys', ['set -eu', 'jpaws use /x', PRINT], { MSYS2_ENV_CONV_EXCL: 'MINE' });
    assert.deepEqual(seen, [`1|*|${EXCEPT};MINE`]);
    assert.equal(output, 'none MINE /one\n');
  });

  test('on other systems nothing of that is set', () => {
    assert.deepEqual(
      inBash('linux-gnu', CALLS).seen,
      CALLS.map(() => '||'),
    );
  });
});
