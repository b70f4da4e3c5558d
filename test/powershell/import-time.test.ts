import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { runScript, skipWithoutEngine } from './engine.ts';
import { quoteText } from './module.ts';
import { testModule } from './session.ts';

/** Milliseconds. A machine that does other things shows the least of several times, not the middle one. */
const IN_A_FRESH_RUNSPACE = 10;
// Of the processor, all threads together, which a busy machine changes least. The empty module names its function in its
// manifest, as ours does: that alone takes PowerShell 8.
const MORE_THAN_AN_EMPTY_MODULE = 20;
const MOST_ROUNDS = 12;

const manifest = (folder: string, name = 'JpAws'): string => quoteText(join(folder, `${name}.psd1`));

function moduleOf(t: TestContext, body: string): string {
  const root = mkdtempSync(join(tmpdir(), 'jpaws-import-'));
  t.after(() => rmSync(root, { recursive: true }));
  const folder = join(root, 'Other');
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'Other.psd1'),
    "@{ RootModule = 'Other.psm1'; ModuleVersion = '1.0'; FunctionsToExport = @('Get-Nothing') }\n",
  );
  writeFileSync(join(folder, 'Other.psm1'), body);
  return manifest(folder, 'Other');
}

/** How much of the processor the first import of a process takes. */
async function firstImport(path: string): Promise<number> {
  const { stdout, stderr } = await runScript({
    script: `
      $process = [System.Diagnostics.Process]::GetCurrentProcess()
      $from = $process.TotalProcessorTime
      Import-Module ${path}
      $process.Refresh()
      ($process.TotalProcessorTime - $from).TotalMilliseconds`,
  });
  assert.equal(stderr, '');
  return Number(stdout);
}

/** Which of the two takes longer by how much, at their best; ends as soon as that is below the limit. */
async function leastDifference(module: string, empty: string, limit: number): Promise<number> {
  const best = { module: Infinity, empty: Infinity };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    best.empty = Math.min(best.empty, await firstImport(empty));
    best.module = Math.min(best.module, await firstImport(module));
    if (round >= 2 && best.module - best.empty <= limit) break;
  }
  return best.module - best.empty;
}

test(
  'the first import of a process takes little longer than that of an empty module',
  skipWithoutEngine(),
  async (t) => {
    const empty = moduleOf(t, 'function Get-Nothing { }\n');
    const more = await leastDifference(manifest(testModule()), empty, MORE_THAN_AN_EMPTY_MODULE);
    t.diagnostic(`${more.toFixed(1)} ms more than an empty module`);
    assert.ok(more <= MORE_THAN_AN_EMPTY_MODULE, `${more} ms`);
  },
);

test('the control: a module that does something when it loads takes longer', skipWithoutEngine(), async (t) => {
  const empty = moduleOf(t, 'function Get-Nothing { }\n');
  const busy = moduleOf(t, 'function Get-Nothing { }; foreach ($i in 1..100000) { $null = "$i" }\n');
  assert.ok((await leastDifference(busy, empty, 0)) > MORE_THAN_AN_EMPTY_MODULE);
});

test('an import in a fresh runspace takes 10 ms at most', skipWithoutEngine(), async (t) => {
  const { stdout, stderr } = await runScript({
    script: `
      $best = [double]::MaxValue
      foreach ($round in 1..30) {
        $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
        $null = $shell.AddScript('1').Invoke()
        $shell.Commands.Clear()
        $null = $shell.AddScript(${quoteText(`Import-Module ${manifest(testModule())}`)})
        $from = [datetime]::UtcNow
        $null = $shell.Invoke()
        $took = ([datetime]::UtcNow - $from).TotalMilliseconds
        if ($took -lt $best) { $best = $took }
        if ($shell.HadErrors) { throw $shell.Streams.Error[0] }
        $shell.Runspace.Dispose()
        $shell.Dispose()
      }
      $best`,
  });
  assert.equal(stderr, '');
  t.diagnostic(`${Number(stdout).toFixed(1)} ms`);
  assert.ok(Number(stdout) > 0 && Number(stdout) <= IN_A_FRESH_RUNSPACE, `${stdout} ms`);
});
