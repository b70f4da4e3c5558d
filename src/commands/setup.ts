import { defineCommand } from '../cli/command.ts';
import { JpawsError } from '../domain/errors.ts';
import { setUpShell } from '../flows/setup/set-up-shell.ts';
import type { World } from '../ports.ts';
import { shellOfPerson } from '../shells/load-advice.ts';
import { startUpShell } from '../shells/start-up-shell.ts';
import { findShell, shellNames, shellTable, type ShellRow } from '../shells/table.ts';

export const setup = defineCommand({
  name: 'setup',
  summary: "Load jpaws in every session: add its line to the shell's start-up file, shown first",
  examples: [
    ['jpaws setup', 'for the shell that you are in'],
    ['jpaws setup zsh --dry-run', 'show what would be written where'],
    ['jpaws setup bash --yes', 'without a question'],
    ['jpaws setup --uninstall', 'take the lines out again; the file is then as it was'],
  ],
  positionals: [
    {
      name: 'shell',
      describes: 'Which shell; without it the one that you are in',
      choices: shellNames,
    },
  ],
  options: {
    uninstall: { type: 'boolean', describes: 'Take the lines out' },
    dryRun: { type: 'boolean', describes: 'Show what would be written, and write nothing' },
    yes: { type: 'boolean', describes: 'Write without a question' },
  },
  run: async ({ shell, ...flags }, world) => {
    const row = shell === undefined ? await ownShell(world) : findShell(shell);
    if (row === undefined) throw new JpawsError('USAGE', { problem: `there is no shell "${shell}"`, command: 'setup' });
    return { kind: 'done', message: await setUpShell(world, { ...flags, shell: startUpShell(row) }) };
  },
});

async function ownShell({ machine, programs, terminal }: World): Promise<ShellRow> {
  const row = shellOfPerson(machine.env, await programs.parentName());
  if (row !== undefined) return row;
  if (!terminal.interactive) throw new JpawsError('INPUT_NEEDED', { what: 'a shell', flag: 'jpaws setup SHELL' });
  return terminal.choose(
    'Which shell?',
    shellTable.map((value) => ({ value, label: value.title })),
  );
}
