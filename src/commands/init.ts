import { defineCommand } from '../cli/command.ts';
import { JpawsError } from '../domain/errors.ts';
import { findShell, shellNames } from '../shells/table.ts';

export const init = defineCommand({
  name: 'init',
  summary: "Print the shell's integration",
  examples: [
    ['eval "$(jpaws init bash)"', 'in ~/.bashrc'],
    ['eval "$(jpaws init zsh)"', 'in ~/.zshrc'],
    ['jpaws init fish | source', 'in ~/.config/fish/config.fish'],
    ['eval "$(jpaws init sh)"', 'in the file that $ENV names: dash, busybox ash, ksh93, mksh'],
    ['jpaws init powershell', 'the line for $PROFILE'],
  ],
  positionals: [{ name: 'shell', describes: 'Which shell', required: true, choices: shellNames }],
  options: {},
  isFast: true,
  run: async ({ shell }, { assets }) => {
    const row = findShell(shell);
    if (row === undefined) throw new JpawsError('USAGE', { problem: `there is no shell "${shell}"`, command: 'init' });
    return {
      kind: 'raw',
      text: row.family === 'powershell' ? `${row.loadLine}\n` : assets.text(`shells/${row.script}`),
    };
  },
});
