import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { loadDrivers } from './drivers/index.ts';
import { reply } from './replies.ts';
import { buildStage, type Stage } from './stage.ts';
import { KEYS, type Terminal } from './terminal.ts';

/** So many that applying them takes longer than the steps between the moments at which Ctrl-C comes. */
const COUNT = 400;
const ROUNDS = 16;
const STEP_MS = 8;

const whole = (value: string): string =>
  reply(...Array.from({ length: COUNT }, (_, at) => `set AWS_M${String(at)}=${value}`));

/** Types the line again when the terminal threw it away with the interrupted call. */
async function noteEnvironment(terminal: Terminal, { stage, round }: { stage: Stage; round: number }): Promise<void> {
  const isNoted = (): boolean => existsSync(join(stage.folder, `environment.${String(round)}`));
  for (let attempt = 0; attempt < 8 && !isNoted(); attempt += 1) {
    terminal.type(`${stage.probe} ${String(round)} 0${KEYS.enter}`);
    for (let waited = 0; waited < 1000 && !isNoted(); waited += 20) await new Promise((done) => setTimeout(done, 20));
  }
  if (!isNoted()) throw new Error(`the session does not go on; the screen: ${terminal.screen()}`);
  await terminal.untilQuiet();
}

const drivers = await loadDrivers();

describe('Ctrl-C at any moment of a call', { concurrency: 4 }, () => {
  for (const { id, missing, interact } of drivers) {
    if (interact === undefined || missing() !== undefined) continue;

    test(`${id}: it leaves the old variables or the new ones, never a mixture`, async () => {
      const words = Array.from({ length: ROUNDS }, (_, round) => `v${String(round)}`);
      const stage = buildStage({
        ...Object.fromEntries(words.map((word) => [word, { stdout: whole(word) }])),
        waiting: { stdout: whole('waiting'), waits: true },
      });
      const terminal = await interact.open(stage);
      try {
        for (const [round, word] of words.entries()) {
          // Not while the line is being read: ksh93 then loses the first letters of each line after it.
          terminal.type(`${stage.probe} ${word} 0; jpaws use ${word}${KEYS.enter}`);
          await terminal.untilNoted(`environment.${word}`);
          await new Promise((resolve) => setTimeout(resolve, round * STEP_MS));
          terminal.type(KEYS.ctrlC);
          await terminal.untilQuiet();
          await noteEnvironment(terminal, { stage, round });
          const values = Object.values(stage.observation(round).environment);
          assert.ok(new Set(values).size <= 1, `a mixture of ${[...new Set(values)].join()}`);
          assert.ok(values.length === 0 || values.length === COUNT, `${String(values.length)} of ${String(COUNT)}`);
        }
        // The moments above are a matter of luck; this one is not.
        terminal.type(`jpaws use waiting${KEYS.enter}`);
        await terminal.untilNoted('waiting');
        terminal.type(KEYS.ctrlC);
        await terminal.untilQuiet();
        await noteEnvironment(terminal, { stage, round: ROUNDS });
        assert.equal(Object.values(stage.observation(ROUNDS).environment).includes('waiting'), false);
      } finally {
        await terminal.close();
        stage.remove();
      }
    });
  }
});
