import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { runScript, skipWithoutEngine } from './engine.ts';
import { importLine, moduleSource, quoteText } from './module.ts';
import { runSession, testModule } from './session.ts';

const promised = [
  'Clear-JpAws',
  'Connect-JpAws',
  'Disconnect-JpAws',
  'Get-JpAwsIdentity',
  'Get-JpAwsProfile',
  'Get-JpAwsStatus',
  'New-JpAwsProfile',
  'Test-JpAws',
  'Use-JpAws',
  'jpaws',
];

interface Help {
  readonly name: string;
  readonly synopsis: string;
  readonly description: boolean;
  readonly examples: number;
  /** Own parameters without a description. */
  readonly undescribed: readonly string[];
  readonly parameters: readonly string[];
}

test('only the promised names are exported, and manifest and module agree', skipWithoutEngine(), async () => {
  const { lines } = await runSession({
    script: `
      $module = Get-Module JpAws
      $module.ExportedCommands.Keys -join ' '
      "$($module.ExportedVariables.Count) $($module.ExportedAliases.Count) $($module.Version)"
      Remove-Module JpAws
      (Import-Module ${quoteText(join(testModule(), 'JpAws.psm1'))} -PassThru).ExportedCommands.Keys -join ' '`,
  });
  const sorted = (line = ''): readonly string[] => line.split(' ').sort();
  assert.deepEqual(sorted(lines[0]), promised);
  assert.equal(lines[1], '0 0 0.1.0');
  assert.deepEqual(sorted(lines[2]), promised);
});

test(
  'every exported function has a synopsis, a description, an example, and help for every parameter',
  skipWithoutEngine(),
  async () => {
    const { lines } = await runSession({
      script: `
      $common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
      foreach ($command in Get-Command -Module JpAws) {
        $help = Get-Help $command.Name -Full
        $parameters = @($command.Parameters.Keys | Where-Object { $common -notcontains $_ })
        ConvertTo-Json -Compress -Depth 4 @{
          name = $command.Name; synopsis = "$($help.Synopsis)".Trim(); description = [bool] $help.description
          examples = @($help.examples.example).Count; parameters = $parameters
          undescribed = @($parameters | Where-Object { $name = $_; -not ($help.parameters.parameter | Where-Object { $_.name -eq $name -and $_.description }) })
        }
      }`,
    });
    const helps = lines.map((line) => JSON.parse(line) as Help);
    assert.deepEqual(helps.map((help) => help.name).sort(), promised);
    for (const help of helps) {
      assert.match(help.synopsis, /^[A-Z].*\.$/, help.name);
      assert.ok(!help.synopsis.startsWith(help.name), `${help.name}: a synopsis that only repeats the syntax`);
      assert.ok(help.description, help.name);
      assert.ok(help.examples >= 1, help.name);
      assert.deepEqual(help.undescribed, [], help.name);
    }
    // The control: parameters were seen at all.
    assert.ok(helps.some((help) => help.parameters.includes('NoLogin')));
  },
);

test(
  'every parameter that names a profile, session, account, role or region has a completer',
  skipWithoutEngine(),
  async () => {
    const { calls, lines } = await runSession({
      script: `
      foreach ($command in Get-Command -Module JpAws) {
        foreach ($name in $command.Parameters.Keys | Where-Object { $_ -cmatch '(Name|Session|Account|Role|Region)$' }) {
          $line = "$($command.Name) -$name zz"
          $line
          $null = [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)
        }
      }`,
    });
    const asks: Readonly<Record<string, string>> = {
      Name: 'use',
      Session: 'login --session',
      Account: 'configure --account',
      Role: 'configure --role',
      Region: 'configure --region',
      SsoRegion: 'configure --sso-region',
    };
    assert.equal(lines.length, 14);
    assert.deepEqual(
      calls.map((call) => call.args.join(' ')),
      lines.map((line) => `__complete -- ${asks[/-(\w+) zz$/.exec(line)?.[1] ?? '']} zz`),
    );
  },
);

test('loading prints nothing and runs nothing, also twice and with -Force', skipWithoutEngine(), async () => {
  const load = importLine(testModule());
  const { stdout, stderr, calls } = await runSession({ script: `${load}\n${load} -Force\n${load} -Force; $Error` });
  assert.equal(stdout + stderr, '');
  assert.deepEqual(calls, []);
});

test('removing the module leaves no name behind', skipWithoutEngine(), async () => {
  const { lines } = await runScript({
    script: `
      function Get-Name { (Get-Command -CommandType Function, Alias).Name + (Get-Item Variable:*).Name }
      $before = @(); $after = @(); $during = @(); $name = ''
      $before = Get-Name
      ${importLine(testModule())}
      $during = Get-Name
      Remove-Module JpAws
      $after = Get-Name
      "during: $(($during | Where-Object { $before -cnotcontains $_ }).Count)"
      foreach ($name in $after) { if ($before -cnotcontains $name) { $name } }`,
  }).then((result) => ({ lines: result.stdout.split(/\r?\n/).filter((line) => line !== '') }));
  assert.deepEqual(lines, [`during: ${promised.length}`]);
});

test('the functions load by being called, from the manifest alone', skipWithoutEngine(), async () => {
  const { stdout, stderr } = await runScript({
    script: "$env:PATH = ''; jpaws list; $LASTEXITCODE",
    env: { PSModulePath: join(testModule(), '..') },
  });
  assert.equal(stdout, '127\n');
  assert.match(stderr, /^jpaws: the program was not found/);
});

for (const [what, change] of Object.entries({
  gone: '& /bin/rm (Join-Path $folder Core.ps1)',
  'of another version': '& /bin/mv (Join-Path $folder other) (Join-Path $folder Core.ps1)',
})) {
  test(
    `a script stops, with what to do, where the module on the disk is ${what} since it was loaded`,
    skipWithoutEngine(),
    async (t) => {
      const root = mkdtempSync(join(tmpdir(), 'jpaws-changed-'));
      t.after(() => rmSync(root, { recursive: true }));
      const folder = join(root, 'JpAws');
      cpSync(testModule(), folder, { recursive: true });
      const core = readFileSync(join(folder, 'Core.ps1'), 'utf8');
      writeFileSync(join(folder, 'other'), core.replaceAll("'0.1.0'", "'9.9.9'"));
      const { stdout } = await runScript({
        script: `
          $folder = ${quoteText(folder)}
          ${importLine(folder)}
          ${change}
          foreach ($call in { Use-JpAws x }, { jpaws use x }, { Get-JpAwsStatus }) {
            try { & $call; 'went on' } catch { "$_ [$LASTEXITCODE]" }
          }`,
      });
      const lines = stdout.trim().split('\n');
      assert.equal(lines.length, 3, stdout);
      for (const line of lines) assert.match(line, /^JpAws on this disk .*Import-Module JpAws -Force \[3\]$/);
    },
  );
}

test('the manifest is valid', skipWithoutEngine(), async () => {
  const { stdout } = await runScript({
    script: `(Test-ModuleManifest ${quoteText(join(testModule(), 'JpAws.psd1'))}).Name`,
  });
  assert.equal(stdout, 'JpAws\n');
});

test('the files of the module are ASCII, without tabs, and no line is longer than 120 characters', () => {
  const files = readdirSync(moduleSource, { recursive: true, encoding: 'utf8' });
  for (const name of files.filter((path) => /\.\w+$/.test(path))) {
    const lines = readFileSync(join(moduleSource, name), 'utf8').split('\n');
    const odd = lines.findIndex((line) => /[^ -~]/.test(line));
    assert.equal(odd, -1, `${name}:${odd + 1}`);
    const long = lines.findIndex((line) => line.length > 120);
    assert.equal(long, -1, `${name}:${long + 1}`);
  }
});
