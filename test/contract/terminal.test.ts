import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { loadDrivers, requiredShells } from './drivers/index.ts';
import { plainReply, plainVariables } from './replies.ts';
import { buildStage, type Stage } from './stage.ts';
import { KEYS, type Terminal } from './terminal.ts';

const ANSWERS = { waits: { stdout: plainReply, waits: true }, it: { stdout: plainReply } };
let skipped = 0;

after(() => console.log(`terminal scenarios skipped: ${skipped}`));

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
  /** Types a line that notes the last status and the environment, and reads the note. */
  const observe = async (terminal: Terminal, { stage, step }: { stage: Stage; step: number }) => {
    terminal.type(`${stage.probe} ${step} ${interact.lastStatus}${KEYS.enter}`);
    await terminal.untilNoted(`environment.${step}`);
    await terminal.untilQuiet();
    return stage.observation(step);
  };

  describe(`${id} in a terminal`, () => {
    test('Ctrl-C during a captured call gives 130 and applies nothing, though the whole reply was sent', () =>
      inTerminal(async (terminal, stage) => {
        terminal.type(`jpaws use waits${KEYS.enter}`);
        await terminal.untilNoted('waiting');
        terminal.type(KEYS.ctrlC);
        await terminal.untilQuiet();
        const { status, environment, calls } = await observe(terminal, { stage, step: 1 });
        assert.deepEqual({ status, environment, calls: calls.length }, { status: 130, environment: {}, calls: 1 });

        terminal.type(`jpaws use it${KEYS.enter}`);
        await terminal.untilNoted('calls');
        await terminal.untilQuiet();
        assert.deepEqual((await observe(terminal, { stage, step: 2 })).environment, plainVariables);
      }));

    test('after Ctrl-C tracing is on as it was', () =>
      inTerminal(async (terminal, stage) => {
        terminal.type(`${interact.trace}${KEYS.enter}jpaws use waits${KEYS.enter}`);
        await terminal.untilNoted('waiting');
        terminal.type(KEYS.ctrlC);
        await terminal.untilQuiet();
        const traced = /AWS_D[= ]traced-again/;
        assert.doesNotMatch(terminal.screen(), traced);
        terminal.type(`${interact.set('AWS_D', 'traced-again')}${KEYS.enter}`);
        await observe(terminal, { stage, step: 1 });
        // What was typed has quotes; only the trace shows the assignment without them.
        assert.match(terminal.screen(), traced);
      }));

    test('Ctrl-C ends a command that is passed through', () =>
      inTerminal(async (terminal, stage) => {
        terminal.type(`jpaws list waits${KEYS.enter}`);
        await terminal.untilNoted('waiting');
        terminal.type(KEYS.ctrlC);
        await terminal.untilQuiet();
        assert.equal((await observe(terminal, { stage, step: 1 })).status, 130);
      }));

    test('Ctrl-Z during a captured call in a nested shell does not hang, and the reply is applied', () =>
      inTerminal(async (terminal, stage) => {
        terminal.type(`${interact.nested}${KEYS.enter}`);
        await terminal.untilQuiet();
        await interact.load(terminal, stage);
        terminal.type(`jpaws use waits${KEYS.enter}`);
        await terminal.untilNoted('waiting');
        terminal.type(KEYS.ctrlZ);
        await terminal.untilQuiet();
        writeFileSync(join(stage.folder, 'go'), '');
        await new Promise((resolve) => setTimeout(resolve, 300));
        const { status, environment } = await observe(terminal, { stage, step: 1 });
        assert.deepEqual({ status, environment }, { status: 0, environment: plainVariables });
      }));
  });
}
