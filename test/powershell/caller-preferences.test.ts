import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skipWithoutEngine } from './engine.ts';
import { runSession } from './session.ts';

const failure = { stdout: 'error SOME_CODE\nsomething is wrong\ndo this\n', status: 5 };
const answers = {
  'use -- bad': failure,
  clear: failure,
  'login -- bad': failure,
  'logout -- bad': failure,
  'list --json': failure,
  'configure -- bad': failure,
  'whoami --json -- bad': failure,
  'status --json': failure,
  'doctor --json': failure,
};
const calls = [
  'Use-JpAws bad',
  'Clear-JpAws',
  'Connect-JpAws bad',
  'Disconnect-JpAws bad',
  'Get-JpAwsProfile bad',
  'New-JpAwsProfile bad',
  'Get-JpAwsIdentity bad',
  'Get-JpAwsStatus',
  'Test-JpAws',
];

/** The calls one by one behind a line of the script that makes them; the session itself keeps PowerShell's defaults. */
const behind = (line: string, rest = ''): string =>
  calls.map((call) => `try { & { ${line}; ${call}${rest}; 'went on' } } catch { 'stopped' }`).join('\n');

test("a script's own $ErrorActionPreference = 'Stop' stops it at every function", skipWithoutEngine(), async () => {
  const { lines } = await runSession({ answers, script: behind("$ErrorActionPreference = 'Stop'") });
  assert.deepEqual(
    lines,
    calls.map(() => 'stopped'),
  );
});

test(
  "a script's own $ErrorActionPreference is not -ErrorAction's, and does not stay",
  skipWithoutEngine(),
  async () => {
    const given = await runSession({
      answers,
      script: behind("$ErrorActionPreference = 'Stop'", ' -ErrorAction SilentlyContinue'),
    });
    const quiet = await runSession({ answers, script: behind("$ErrorActionPreference = 'SilentlyContinue'") });
    for (const { lines, stderr } of [given, quiet]) {
      assert.deepEqual([lines, stderr], [calls.map(() => 'went on'), '']);
    }
    const { lines, stderr } = await runSession({
      answers,
      script:
        "try { & { $ErrorActionPreference = 'Stop'; Use-JpAws bad } } catch { 'stopped' }; Use-JpAws bad; 'went on'",
    });
    assert.deepEqual([lines[0], lines.at(-1)], ['stopped', 'went on']);
    assert.match(lines.join('\n') + stderr, /something is wrong/);
  },
);

test("a script's own $WhatIfPreference lets nothing be written", skipWithoutEngine(), async () => {
  const writing = 'New-JpAwsProfile new; Disconnect-JpAws good';
  const pretending = await runSession({ answers, script: `& { $WhatIfPreference = $true; ${writing} }` });
  assert.deepEqual(pretending.calls, []);
  const doing = await runSession({
    answers,
    script: `& { $WhatIfPreference = $true; Disconnect-JpAws good -WhatIf:$false }; Disconnect-JpAws good`,
  });
  assert.deepEqual(
    doing.calls.map((call) => call.args.join(' ')),
    ['logout -- good', 'logout -- good'],
  );
});
