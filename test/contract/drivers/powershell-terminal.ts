import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ShellRow } from '../../../src/shells/table.ts';
import { engine, terminalEngine } from '../../powershell/engine.ts';
import { quoteText } from '../../powershell/module.ts';
import type { Interaction } from '../driver.ts';
import type { Stage } from '../stage.ts';
import { KEYS, nextPrompt, openTerminal, type Terminal } from '../terminal.ts';

/** PowerShell in a pseudo-terminal; `load` gives the line that loads the module. */
export function powershellInteraction(row: ShellRow, load: () => string): Interaction {
  const loadIn = async (terminal: Terminal, stage: Stage): Promise<void> => {
    rmSync(join(stage.folder, 'status.ready'), { force: true });
    for (const line of [load(), `& ${quoteText(stage.probe)} ready 0`]) {
      const asked = nextPrompt(terminal, PROMPT);
      terminal.type(`${line}${KEYS.enter}`);
      await asked();
    }
    await terminal.untilNoted('status.ready');
  };
  return {
    open: async (stage) => {
      await engine('prompt');
      const [program, bareArguments] = terminalEngine();
      const terminal = openTerminal({ ...row, program, bareArguments }, stage);
      await nextPrompt(terminal, PROMPT)();
      await loadIn(terminal, stage);
      return terminal;
    },
    load: loadIn,
    // .NET throws away what is typed before it reads.
    prompt: PROMPT,
    get nested() {
      const [program, words] = terminalEngine();
      return `& ${[program, ...words].map(quoteText).join(' ')} -i`;
    },
    trace: 'Set-PSDebug -Trace 2',
    lastStatus: '$LASTEXITCODE',
    // The trace shows no assignment to the environment, so a variable says the same: `AWS_D traced-again`.
    set: (name, value) =>
      `$note = ${quoteText(`${name} `)} + ${quoteText(value)}; \${env:${name}} = ${quoteText(value)}`,
  };
}

const PROMPT = /PS(?: [^\r\n>]*)?>/;
