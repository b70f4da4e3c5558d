import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GLOBAL_OPTIONS, type Command, type Option } from '../../src/cli/command.ts';
import { commands } from '../../src/commands/index.ts';
import { skipWithoutEngine } from './engine.ts';
import { runSession } from './session.ts';

/** The command behind each function. */
const behind: Readonly<Record<string, keyof typeof commands>> = {
  'Use-JpAws': 'use',
  'Clear-JpAws': 'clear',
  'Connect-JpAws': 'login',
  'Disconnect-JpAws': 'logout',
  'New-JpAwsProfile': 'configure',
  'Get-JpAwsProfile': 'list',
  'Get-JpAwsStatus': 'status',
  'Get-JpAwsIdentity': 'whoami',
  'Test-JpAws': 'doctor',
};

/** Commands that have no function, and why. */
const wordOnly: Readonly<Record<string, string>> = {
  demo: 'a show',
  export: 'text for other programs',
  init: 'text for other shells',
  'profile-get': 'single values: jpaws profile get',
  'profile-set': 'single values: jpaws profile set',
  'profile-remove': 'single values: jpaws profile remove',
  setup: 'writes the line that loads this module',
};

/** Options that a PowerShell person has by other means. */
const otherMeans: Readonly<Record<string, string>> = {
  help: 'Get-Help',
  json: 'objects',
  names: '(Get-JpAwsProfile).Name',
};
/** Functions that never ask. */
const askNothing = new Set(['Clear-JpAws', 'Get-JpAwsProfile', 'Get-JpAwsStatus', 'Test-JpAws']);

interface Parameter {
  readonly name: string;
  readonly choices: readonly string[];
  readonly isSwitch: boolean;
}

/** Own parameters of every exported function. */
async function parameters(): Promise<ReadonlyMap<string, readonly Parameter[]>> {
  const { lines } = await runSession({
    script: `
      $common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
      foreach ($command in Get-Command -Module JpAws) {
        $own = @(foreach ($one in $command.Parameters.Values) {
          if ($common -notcontains $one.Name) {
            $set = $one.Attributes | Where-Object { $_ -is [System.Management.Automation.ValidateSetAttribute] }
            @{ name = $one.Name; isSwitch = $one.SwitchParameter; choices = @(if ($set) { $set.ValidValues }) }
          }
        })
        ConvertTo-Json -Compress -Depth 4 @{ command = $command.Name; own = $own }
      }`,
  });
  const all = lines.map((line) => JSON.parse(line) as { command: string; own: Parameter[] });
  return new Map(all.map(({ command, own }) => [command, own]));
}

const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

test('every command has its function, or is the word’s alone', () => {
  const visible = Object.keys(commands).filter((name) => !name.startsWith('_'));
  assert.deepEqual(visible.toSorted(), [...Object.values(behind), ...Object.keys(wordOnly)].toSorted());
});

test(
  'every option of a command is a parameter of its function, of the same kind and with the same choices',
  skipWithoutEngine(),
  async () => {
    const functions = await parameters();
    for (const [name, key] of Object.entries(behind)) {
      const command: Command = await commands[key]();
      const options = Object.entries<Option>({ ...command.options, ...GLOBAL_OPTIONS }).filter(
        ([option]) => otherMeans[option] === undefined && !(option === 'noInput' && askNothing.has(name)),
      );
      for (const [option, { type, choices = [] }] of options) {
        const own = functions.get(name)?.find((one) => one.name === pascal(option));
        assert.ok(own, `${name} has no parameter -${pascal(option)}`);
        assert.equal(own.isSwitch, type === 'boolean', `${name} -${own.name}`);
        assert.deepEqual(own.choices, choices, `${name} -${own.name}`);
      }
    }
  },
);

test('every parameter stands for something that the command takes', skipWithoutEngine(), async () => {
  const functions = await parameters();
  for (const [name, key] of Object.entries(behind)) {
    const command: Command = await commands[key]();
    const extra = name === 'Test-JpAws' ? ['quiet'] : [];
    const known = new Set([...Object.keys(command.options), 'noInput', 'name', ...extra].map(pascal));
    for (const own of functions.get(name) ?? []) assert.ok(known.has(own.name), `${name} -${own.name}`);
  }
});
