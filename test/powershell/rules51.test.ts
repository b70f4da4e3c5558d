import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { canBuildHost, checkRules51 } from './engine.ts';
import { moduleSource } from './module.ts';
import { testModule } from './session.ts';

const skip = canBuildHost() ? false : 'the rule check for 5.1 needs dotnet >= 10';

/** What 7 understands and 5.1 does not, with the finding. */
const newer: Readonly<Record<string, string>> = {
  '$a = $true ? 1 : 2': 'the operator ? :',
  '$a = $b ?? 1': 'the operator ??',
  '$a ??= 1': 'the operator ??=',
  '${a}?.Length': 'the operator ?.',
  '${a}?[0]': 'the operator ?[',
  'Test-Path x && Test-Path y': 'the operator &&',
  'Test-Path x || Test-Path y': 'the operator ||',
  'function f { process { } clean { } }': 'a clean block',
  '$a\n| ForEach-Object { $_ }': 'a line that begins with |',
  '"`e[0m"': 'an escape `e or `u{}',
  '"`u{2713}"': 'an escape `e or `u{}',
  '$a = 1u': 'the number 1u',
  '$a = 0b101': 'the number 0b101',
  'Test-Path x &': 'a trailing &',
  '$a.Method[string](1)': 'a call of a generic method',
  'if ($IsWindows) { }': 'the variable $IsWindows',
  '$a = $PSStyle': 'the variable $PSStyle',
  'Join-Path a b c': 'Join-Path with more than two parts',
  'ConvertFrom-Json $a -AsHashtable': 'the parameter ConvertFrom-Json -AsHashtable',
  'Invoke-Expression $a': 'the command Invoke-Expression',
  'Add-Type $a': 'the command Add-Type',
  'Get-Uptime': 'the command Get-Uptime',
  '[System.Uri] $a': 'the type System.Uri',
  '[string]::Join(1, 2)': 'the member string::Join',
  "$a = 'System.Uri' -as [type]": 'the type type',
  '$a::EscapeDataString(1)': 'suspicious to PowerShell: $a::EscapeDataString(1)',
  '# It has properties': 'suspicious to PowerShell: Properties',
  'iex $a': 'the command iex',
  'Invoke-WebRequest $a': 'the command Invoke-WebRequest',
  '[scriptblock]::Create(1)': 'the member scriptblock::Create',
  '$ExecutionContext.InvokeCommand.InvokeScript(1)': 'a call of InvokeScript',
  '$ExecutionContext.InvokeCommand.NewScriptBlock(1)': 'a call of NewScriptBlock',
  '$a.DownloadString(1)': 'a call of DownloadString',
  '. $a': 'a script that is read from elsewhere',
  '. Get-Elsewhere': 'a script that is read from elsewhere',
  "$a = 'bl\u00e5b\u00e6r'": 'text that is not ASCII',
  'if (': 'Missing condition in if statement',
};

test('the check finds everything that it promises to find', { skip }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'jpaws-rules-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const files = Object.keys(newer).map((text, at) => {
    const file = join(folder, `${at}.ps1`);
    writeFileSync(file, text);
    return file;
  });
  const findings = await checkRules51(files);
  Object.entries(newer).forEach(([text, finding], at) => {
    const found = findings
      .filter((line) => line.startsWith(`${files[at]}:`))
      .map((line) => line.replace(/^.*?\.ps1:\d+: /, ''));
    assert.ok(
      found.some((line) => line.startsWith(finding)),
      `${text}: ${found.join('; ')}`,
    );
  });
});

test('the check is silent about what both understand', { skip }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'jpaws-rules-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'fine.ps1');
  const fine = [
    '$a = 10kb; $b = 0x1f; $c = 1l',
    '"``e `n"',
    '$PSNativeCommandUseErrorActionPreference = $false',
    'function f { Test-Path -LiteralPath x |\n Write-Warning }',
    'f',
  ];
  writeFileSync(file, fine.join('\n'));
  assert.deepEqual(await checkRules51([file]), []);
});

test('every script file of the module is within Windows PowerShell 5.1', { skip }, async () => {
  const files = readdirSync(moduleSource).filter((name) => /\.ps(?:m|d)?1$/.test(name));
  assert.ok(files.length >= 2);
  assert.deepEqual(await checkRules51(files.map((name) => join(moduleSource, name))), []);
});

test('the module as built has five files to sign and nothing else that runs', { skip }, async () => {
  const folder = testModule();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\.\w+$/.test(path));
  assert.deepEqual(files.toSorted(), [
    'Core.ps1',
    'JpAws.psd1',
    'JpAws.psm1',
    join('View', 'JpAws.View.psd1'),
    join('View', 'JpAws.format.ps1xml'),
    join('en-US', 'about_JpAws.help.txt'),
  ]);
  for (const file of files) {
    const bytes = readFileSync(join(folder, file));
    assert.ok(
      bytes.every((byte) => byte < 0x80),
      `${file} is not ASCII, or begins with a byte order mark`,
    );
  }
  assert.deepEqual(
    await checkRules51(
      ['JpAws.psd1', 'JpAws.psm1', 'Core.ps1', 'View/JpAws.View.psd1'].map((name) => join(folder, name)),
    ),
    [],
  );
});
