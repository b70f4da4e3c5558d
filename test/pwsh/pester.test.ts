import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildHost } from '../powershell/build-host.ts';
import { quoteText } from '../powershell/module.ts';
import { runCommand } from '../support/binary-run.ts';
import { installPwsh, skipWithoutPwsh } from './whole-pwsh.ts';

const LONGEST_MS = 5 * 60_000;
/** Fewer means that a part of the suite was not found. */
const LEAST = 30;

test('the Pester suite passes in a whole PowerShell 7, on the packed program', skipWithoutPwsh(), async (t) => {
  const { program, env } = await installPwsh();
  const pester = join(await buildHost(), 'Pester', 'Pester.psd1');
  const script = `
    Import-Module ${quoteText(pester)}
    $result = Invoke-Pester -Path ${quoteText(join(import.meta.dirname, '..', 'pester'))} -PassThru -Output Detailed
    "passed $($result.PassedCount) failed $($result.FailedCount)"`;
  const home = mkdtempSync(join(tmpdir(), 'jpaws-pester-'));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  const words = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', script];
  const { stdout, stderr } = await runCommand(t, { program, words, env: { ...env, HOME: home }, patience: LONGEST_MS });
  const [, passed, failed] = /^passed (\d+) failed (\d+)$/m.exec(stdout) ?? [];
  assert.equal(failed, '0', stdout + stderr);
  assert.ok(Number(passed) >= LEAST, stdout + stderr);
  t.diagnostic(`${passed} tests of the suite`);
});
