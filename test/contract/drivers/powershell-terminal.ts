import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ShellRow } from '../../../src/shells/table.ts';
import { engine, terminalEngine } from '../../powershell/engine.ts';
import { quoteText } from '../../powershell/module.ts';
import type { Interaction } from '../driver.ts';
import type { Stage } from '../stage.ts';
import { KEYS, openTerminal, type Terminal } from '../terminal.ts';

/** PowerShell in a pseudo-terminal; `load` gives the line that loads the module. */
export function powershellInteraction(row: ShellRow, load: () => string): Interaction {
  let prompts = 0;
  const loadIn = async (terminal: Terminal, stage: Stage): Promise<void> => {
    rmSync(join(stage.folder, 'status.ready'), { force: true });
    await untilPrompt(terminal, prompts);
    for (const line of [load(), `& ${quoteText(stage.probe)} ready 0`]) terminal.type(`${line}${KEYS.enter}`);
    await terminal.untilNoted('status.ready');
    await terminal.untilQuiet();
    prompts = promptsOn(terminal);
  };
  return {
    open: async (stage) => {
      prompts = 0;
      await engine('prompt');
      const [program, bareArguments] = terminalEngine();
      const terminal = openTerminal({ ...row, program, bareArguments }, stage);
      await loadIn(terminal, stage);
      return terminal;
    },
    load: loadIn,
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

const promptsOn = (terminal: Terminal): number => terminal.screen().split(/PS [^\r\n>]*>/).length - 1;

/** .NET throws away what is typed before it reads: wait until the shell has asked once more. */
async function untilPrompt(terminal: Terminal, before: number): Promise<void> {
  for (const end = Date.now() + 20_000; promptsOn(terminal) <= before; await pause(20)) {
    if (Date.now() > end) throw new Error(`no prompt appears; the screen: ${terminal.screen()}`);
  }
}
