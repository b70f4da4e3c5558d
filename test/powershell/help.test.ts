import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { startEmulator } from '../../src/emulator/start-emulator.ts';
import { binary, emptyFolder } from '../binary/packed.ts';
import { HOWTO_CONFIG } from '../support/howto-config.ts';
import { skipWithoutEngine } from './engine.ts';
import { quoteText } from './module.ts';
import { runSession } from './session.ts';

interface Help {
  readonly name: string;
  readonly examples: readonly { readonly code: string; readonly says: string }[];
  readonly links: readonly string[];
  readonly outputs: string;
  readonly inputs: string;
}

/** The help of every exported function. */
async function readHelp(): Promise<readonly Help[]> {
  const { lines, stderr } = await runSession({
    script: `
      foreach ($command in Get-Command -Module JpAws) {
        $help = Get-Help $command.Name -Full
        $examples = @(foreach ($one in $help.examples.example) { @{ code = $one.code; says = "$($one.remarks[0].Text)" } })
        ConvertTo-Json -Compress -Depth 5 @{
          name = $command.Name; examples = $examples; links = @($help.relatedLinks.navigationLink | ForEach-Object { $_.linkText })
          outputs = "$($help.returnValues.returnValue.type.name)"; inputs = "$($help.inputTypes.inputType.type.name)"
        }
      }`,
  });
  assert.equal(stderr, '');
  return lines.map((line) => JSON.parse(line) as Help);
}

test(
  'every function has two examples that say what they do, its inputs and outputs, and links that lead somewhere',
  skipWithoutEngine(),
  async () => {
    const helps = await readHelp();
    const topics = new Set(['about_JpAws', ...helps.map(({ name }) => name)]);
    for (const { name, examples, links, outputs, inputs } of helps) {
      assert.ok(examples.length >= 2, name);
      for (const { code, says } of examples) assert.match(says, /^[A-Z].*\.$/, `${name}: ${code}`);
      assert.ok(
        examples.some(({ code }) => code.includes(name)),
        name,
      );
      assert.ok(outputs !== '' && inputs !== '', name);
      assert.ok(links.includes('about_JpAws') && links.length >= 2, name);
      for (const link of links) assert.ok(topics.has(link) && link !== name, `${name}: ${link}`);
    }
  },
);

test('Get-Help about_JpAws tells of every function', skipWithoutEngine(), async () => {
  const { stdout } = await runSession({ script: 'Get-Help about_JpAws' });
  for (const { name } of await readHelp()) assert.match(stdout, new RegExp(`^ {4}${name} +\\w`, 'm'));
});

interface Ran {
  readonly code: string;
  readonly status: number;
  readonly error: string;
}

/** Runs each text for itself, signed in and with the profile active, against the embedded Identity Center. */
async function runAll(t: TestContext, codes: readonly string[]): Promise<readonly Ran[]> {
  const emulator = await startEmulator({ approve: 'automatic', interval: 0 });
  t.after(() => emulator.close());
  const home = emptyFolder(t);
  mkdirSync(join(home, '.aws'));
  writeFileSync(join(home, '.aws', 'config'), HOWTO_CONFIG);
  const script = codes.map(
    (code) => `
      Connect-JpAws koa-dev-customer -DeviceCode -NoBrowser
      Use-JpAws koa-dev-customer
      $global:LASTEXITCODE = 0; $Error.Clear(); $thrown = ''
      try { $null = & { ${code} } } catch { $thrown = "$_" }
      "RAN " + (ConvertTo-Json -Compress @{ code = ${quoteText(code)}; status = $LASTEXITCODE; error = "$thrown$($Error)" })`,
  );
  const folder = dirname(binary);
  const { lines, stderr } = await runSession({
    program: folder,
    module: join(folder, 'powershell', 'JpAws'),
    env: { HOME: home, USERPROFILE: home, AWS_ENDPOINT_URL: emulator.url },
    before: "$ErrorActionPreference = 'Stop'",
    script: script.join('\n'),
  });
  const ran = lines.filter((line) => line.startsWith('RAN ')).map((line) => JSON.parse(line.slice(4)) as Ran);
  assert.equal(ran.length, codes.length, stderr);
  return ran;
}

test('every example of the help runs', skipWithoutEngine(), async (t) => {
  const codes = (await readHelp()).flatMap(({ examples }) => examples.map(({ code }) => code));
  assert.ok(codes.length >= 20);
  for (const { code, status, error } of await runAll(t, codes)) {
    assert.equal(error, '', code);
    // What Test-JpAws finds on this machine is not the example's fault.
    if (!code.includes('Test-JpAws')) assert.equal(status, 0, code);
  }
});

test('the control: an example that is wrong would be found', skipWithoutEngine(), async (t) => {
  const [unknown, mistyped] = await runAll(t, ['Use-JpAws nobody', 'Use-JpAws koa-dev-customer -Regoin x']);
  assert.match(unknown?.error ?? '', /nobody/);
  assert.equal(unknown?.status, 5);
  assert.match(mistyped?.error ?? '', /Regoin/);
});
