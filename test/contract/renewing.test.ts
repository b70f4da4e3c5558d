import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { shellTable } from '../../src/shells/table.ts';
import { countTests } from '../support/count-tests.ts';
import type { Answer, Interaction } from './driver.ts';
import { loadDrivers, requiredShells } from './drivers/index.ts';
import { reply } from './replies.ts';
import { buildStage, type Stage } from './stage.ts';
import { KEYS, nextPrompt, shownLines, type Terminal } from './terminal.ts';

const DUE = '5';
const LATER = '99999999999';
const RENEWED = { AWS_A: 'new', JPAWS_RENEW_AT: LATER };
const renewal: Answer = { stdout: reply('set AWS_A=new', `set JPAWS_RENEW_AT=${LATER}`) };
/** The time stays due, so a prompt renews as often as it was asked to. */
const stillDue: Answer = { stdout: reply('set AWS_A=new') };

const renewing = new Set<string>(shellTable.filter(({ renews }) => renews).map(({ id }) => id));
let skipped = 0;

after(() => console.log(`prompts skipped: ${skipped}`));

/** What `use` answers here. */
const active: Answer = { stdout: reply(`set JPAWS_RENEW_AT=${LATER}`) };

/** A person at the prompt of a shell in which a profile is active. */
interface Session {
  readonly stage: Stage;
  readonly terminal: Terminal;
  /** Types a line and waits until the shell asks for the next one. */
  enter(line: string): Promise<void>;
  /** Types a line that notes the text and the environment; the text as the shell saw it. */
  note(step: number, text: string): Promise<string>;
  /** How often the prompt renewed between this note and the one before. */
  renewals(step: number): number;
}

async function atPrompt(
  interact: Interaction,
  answer: Answer,
  run: (session: Session) => Promise<void>,
): Promise<void> {
  const stage = buildStage({ __renew: answer, it: active });
  const terminal = await interact.open(stage);
  const enter = async (line: string): Promise<void> => {
    const asked = nextPrompt(terminal, interact.prompt);
    terminal.type(`${line}${KEYS.enter}`);
    await asked();
  };
  const note = async (step: number, text: string): Promise<string> => {
    await enter(`${stage.probe} ${step} ${text}`);
    await terminal.untilNoted(`environment.${step}`);
    return readFileSync(join(stage.folder, `status.${step}`), 'utf8');
  };
  const renewals = (step: number): number =>
    stage.observation(step).calls.filter(({ args }) => args.join() === '__renew').length;
  try {
    await enter('jpaws use it');
    await run({ stage, terminal, enter, note, renewals });
  } finally {
    await terminal.close();
    stage.remove();
  }
}

for (const { id, missing, interact } of await loadDrivers()) {
  if (!renewing.has(id)) continue;
  const reason = missing();
  if (interact === undefined || reason !== undefined) {
    skipped += 1;
    const why = reason ?? 'its driver has no pseudo-terminal';
    if (reason !== undefined && requiredShells.includes(id)) test(`the prompt of ${id}`, () => assert.fail(why));
    else test(`the prompt of ${id}`, { skip: why }, () => undefined);
    continue;
  }
  const { pipe, ownPrompt } = interact;
  const due = interact.set('JPAWS_RENEW_AT', DUE);
  const inSession = (answer: Answer, run: (session: Session) => Promise<void>) => () => atPrompt(interact, answer, run);

  describe(`the prompt of ${id}`, () => {
    countTests(id, 'renewal');
    test(
      'it calls nothing while there is time, and renews when the time has come',
      inSession(renewal, async ({ stage, terminal, enter, note }) => {
        for (let prompts = 0; prompts < 3; prompts += 1) await enter('');
        await note(1, '0');
        assert.deepEqual(stage.observation(1).calls, [{ args: ['use', 'it'], contract: '1' }]);
        const before = terminal.screen().length;
        await enter(due);
        await note(2, '0');
        const { environment, calls } = stage.observation(2);
        assert.deepEqual([environment, calls], [RENEWED, [{ args: ['__renew'], contract: '1' }]]);
        assert.doesNotMatch(terminal.screen().slice(before), /new/);
      }),
    );

    test(
      'the next line finds the last status as it was',
      inSession(renewal, async ({ stage, enter, note }) => {
        await enter(`${due}; /bin/sh -c 'exit 3'`);
        assert.equal(await note(1, interact.lastStatus), '3');
        assert.deepEqual(stage.observation(1).environment, RENEWED);
      }),
    );

    // Not of shells that keep none.
    if (pipe !== undefined)
      test(
        'the next line finds the statuses of a pipe as they were',
        inSession(renewal, async ({ stage, enter, note }) => {
          const statusesAt = async (step: number): Promise<string> => {
            await enter(`/bin/sh -c 'printf %s "$0" >../pipe.${step}' ${pipe.statuses}`);
            await note(step, '0');
            return readFileSync(join(stage.folder, `pipe.${step}`), 'utf8');
          };
          await enter(`${due}; ${pipe.line}`);
          assert.equal(await statusesAt(1), '0 3');
          assert.deepEqual(stage.observation(1).environment, RENEWED);
          // With nothing to renew.
          await enter(pipe.line);
          assert.equal(await statusesAt(2), '0 3');
        }),
      );

    if (ownPrompt !== undefined)
      test(
        'a prompt that was set after loading renews, at the latest from the next use on',
        inSession(renewal, async ({ stage, enter, note }) => {
          await enter(ownPrompt);
          await enter('jpaws use it');
          await enter(due);
          await note(1, '0');
          assert.deepEqual(stage.observation(1).environment, RENEWED);
        }),
      );

    test(
      'loaded twice it renews once',
      inSession(stillDue, async ({ stage, terminal, enter, note, renewals }) => {
        await interact.load(terminal, stage);
        await enter('jpaws use it');
        await enter(due);
        await note(1, '0');
        assert.equal(renewals(1), 1);
      }),
    );

    test(
      'Ctrl-C ends a renewal: nothing is applied, the prompt comes, and it is not tried again at once',
      inSession({ ...renewal, waits: true }, async ({ stage, terminal, enter, note, renewals }) => {
        const asked = nextPrompt(terminal, interact.prompt);
        terminal.type(`${due}${KEYS.enter}`);
        await terminal.untilNoted('waiting');
        terminal.type(KEYS.ctrlC);
        await asked();
        await note(1, '0');
        assert.deepEqual([stage.observation(1).environment, renewals(1)], [{ JPAWS_RENEW_AT: DUE }, 1]);
        await enter('');
        await note(2, '0');
        assert.equal(renewals(2), 0);
      }),
    );

    test(
      'a person who traces sees three lines of it at most while there is time',
      inSession(renewal, async ({ terminal, enter, note }) => {
        await enter(interact.trace);
        await note(1, '0');
        await enter('');
        await enter('');
        await note(2, '0');
        const traced = (): readonly string[] =>
          shownLines(terminal.screen()).filter((line) => /^(?:[+>]|DEBUG: )/.test(line));
        const isNote = (step: number) => (line: string) => line.includes(`probe ${step} `);
        await terminal.until(() => traced().some(isNote(2)));
        const between = traced().findIndex(isNote(2)) - traced().findLastIndex(isNote(1)) - 1;
        const prompts = 3;
        assert.ok(between <= 3 * prompts, traced().join('\n'));
      }),
    );

    // Not of a shell that throws away what is typed before it asks.
    if (interact.prompt === undefined)
      test(
        'what is typed during a renewal waits for the prompt',
        inSession({ ...renewal, waits: true }, async ({ stage, terminal }) => {
          terminal.type(`${due}${KEYS.enter}`);
          await terminal.untilNoted('waiting');
          terminal.type(`${stage.probe} 1 0${KEYS.enter}`);
          writeFileSync(join(stage.folder, 'go'), '');
          await terminal.untilNoted('environment.1');
          assert.deepEqual(stage.observation(1).environment, RENEWED);
        }),
      );
  });
}
