import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { loadDrivers, requiredShells } from './drivers/index.ts';
import { plainReply, plainVariables } from './replies.ts';
import { buildStage, type Stage } from './stage.ts';
import { KEYS, nextPrompt, type Terminal } from './terminal.ts';

const ANSWERS = { waits: { stdout: plainReply, waits: true }, it: { stdout: plainReply } };
let skipped = 0;

after(() => console.log(`terminal scenarios skipped: ${skipped}`));

/** Waits for what the shell writes behind the `^C` that the terminal echoes: before that it loses what is typed. */
async function isBack(terminal: Terminal): Promise<void> {
  for (const end = Date.now() + 3000; !/\^C\s*\S[^^]*$/.test(terminal.screen()) && Date.now() < end;) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

for (const { id, missing, interact } of await loadDrivers()) {
  const reason = missing();
  if (interact === undefined || reason !== undefined) {
    skipped += 1;
    const why = reason ?? 'its driver has no pseudo-terminal';
    if (reason !== undefined && requiredShells.includes(id)) test(`${id} in a terminal`, () => assert.fail(why));
    else test(`${id} in a terminal`, { skip: why }, () => undefined);
    continue;
  }

  const inTerminal = async (run: (terminal: Terminal, stage: Stage) => Promise<void>): Promise<void> => {
    const stage = buildStage(ANSWERS);
    const terminal = await interact.open(stage);
    try {
      await run(terminal, stage);
    } finally {
      await terminal.close();
      stage.remove();
    }
  };
  /** Types a line and waits until the shell asks for the next one. */
  const enter = async (terminal: Terminal, line: string): Promise<void> => {
    const asked = nextPrompt(terminal, interact.prompt);
    terminal.type(`${line}${KEYS.enter}`);
    await asked();
  };
  /** Types a line whose program waits, and ends it with Ctrl-C. */
  const interrupt = async (terminal: Terminal, line: string): Promise<void> => {
    const asked = nextPrompt(terminal, interact.prompt);
    terminal.type(`${line}${KEYS.enter}`);
    await terminal.untilNoted('waiting');
    terminal.type(KEYS.ctrlC);
    if (interact.prompt === undefined) await isBack(terminal);
    await asked();
  };
  /** Types a line that notes the last status and the environment, and reads the note. */
  const observe = async (terminal: Terminal, { stage, step }: { stage: Stage; step: number }) => {
    const asked = nextPrompt(terminal, interact.prompt);
    terminal.type(`${stage.probe} ${step} ${interact.lastStatus}${KEYS.enter}`);
    await terminal.untilNoted(`environment.${step}`);
    await asked();
    return stage.observation(step);
  };

  describe(`${id} in a terminal`, () => {
    test('Ctrl-C during a captured call gives 130 and applies nothing, though the whole reply was sent', () =>
      inTerminal(async (terminal, stage) => {
        await interrupt(terminal, 'jpaws use waits');
        const { status, environment, calls } = await observe(terminal, { stage, step: 1 });
        assert.deepEqual({ status, environment, calls: calls.length }, { status: 130, environment: {}, calls: 1 });

        await enter(terminal, 'jpaws use it');
        assert.deepEqual((await observe(terminal, { stage, step: 2 })).environment, plainVariables);
      }));

    test('after Ctrl-C tracing is on as it was', () =>
      inTerminal(async (terminal, stage) => {
        await enter(terminal, interact.trace);
        await interrupt(terminal, 'jpaws use waits');
        const traced = /AWS_D[= ]traced-again/;
        assert.doesNotMatch(terminal.screen(), traced);
        await enter(terminal, interact.set('AWS_D', 'traced-again'));
        await observe(terminal, { stage, step: 1 });
        // What was typed has quotes; only the trace shows the assignment without them.
        assert.match(terminal.screen(), traced);
      }));

    test('Ctrl-C ends a command that is passed through', () =>
      inTerminal(async (terminal, stage) => {
        await interrupt(terminal, 'jpaws list waits');
        assert.equal((await observe(terminal, { stage, step: 1 })).status, 130);
      }));

    test('Ctrl-Z during a captured call in a nested shell does not hang, and the reply is applied', () =>
      inTerminal(async (terminal, stage) => {
        await enter(terminal, interact.nested);
        await interact.load(terminal, stage);
        terminal.type(`jpaws use waits${KEYS.enter}`);
        await terminal.untilNoted('waiting');
        const asked = nextPrompt(terminal, interact.prompt);
        terminal.type(KEYS.ctrlZ);
        await terminal.untilQuiet();
        writeFileSync(join(stage.folder, 'go'), '');
        await new Promise((resolve) => setTimeout(resolve, 300));
        await asked();
        const { status, environment } = await observe(terminal, { stage, step: 1 });
        assert.deepEqual({ status, environment }, { status: 0, environment: plainVariables });
      }));
  });
}
