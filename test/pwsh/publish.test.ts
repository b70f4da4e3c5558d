import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { quoteText } from '../powershell/module.ts';
import { testModule } from '../powershell/session.ts';
import { runCommand } from '../support/binary-run.ts';
import { installPwsh, skipWithoutPwsh } from './whole-pwsh.ts';

const LONGEST_MS = 3 * 60_000;

test(
  'a company can publish the module folder to a feed of its own, and install it from there',
  skipWithoutPwsh(),
  async (t) => {
    const { program, env } = await installPwsh();
    const home = mkdtempSync(join(tmpdir(), 'jpaws-feed-'));
    t.after(() => rmSync(home, { recursive: true, force: true }));
    const script = `
    $ProgressPreference = 'SilentlyContinue'
    $null = New-Item -ItemType Directory -Path ${quoteText(join(home, 'feed'))}
    Register-PSResourceRepository -Name own -Uri ${quoteText(join(home, 'feed'))} -Trusted
    Publish-PSResource -Path ${quoteText(testModule())} -Repository own
    Install-PSResource -Name JpAws -Repository own -Scope CurrentUser
    Import-Module JpAws
    Get-Module JpAws | ForEach-Object { "$($_.Version) $($_.Path)" }`;
    const words = ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', script];
    const { stdout, stderr } = await runCommand(t, {
      program,
      words,
      env: { ...env, HOME: home },
      // NuGet writes its settings into the working folder when the home has no .config.
      cwd: home,
      patience: LONGEST_MS,
    });
    assert.deepEqual(readdirSync(join(home, 'feed')), ['JpAws.0.1.0.nupkg'], stdout + stderr);
    assert.match(stdout, /^0\.1\.0 .*jpaws-feed-.*JpAws.0\.1\.0.JpAws\.psm1$/m, stderr);
  },
);
