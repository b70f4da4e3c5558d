import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { shellTable } from '../../src/shells/table.ts';
import { loadDrivers } from './drivers/index.ts';
import { buildStage } from './stage.ts';
import { KEYS } from './terminal.ts';

const CANDIDATES = ['$(touch PWNED)\ta $(touch PWNED)', '`touch PWNED`\tb', "';touch PWNED;'\tc"];
// PowerShell's line editor is no part of its engine: its completion is tested without a terminal.
const withEditor = new Set<string>(
  shellTable.filter(({ family, completes }) => completes && family !== 'powershell').map(({ id }) => id),
);

for (const { id, missing, interact } of await loadDrivers()) {
  if (interact === undefined || missing() !== undefined || !withEditor.has(id)) continue;

  test(`${id}: Tab runs nothing of the line and nothing of the candidates`, async () => {
    const stage = buildStage({});
    writeFileSync(join(stage.folder, 'candidates'), CANDIDATES.map((line) => `${line}\n`).join(''));
    const terminal = await interact.open(stage);
    try {
      terminal.type('jpaws use "$(touch PWNED)" $(touch PWNED) ');
      await terminal.untilQuiet();
      terminal.type(KEYS.tab);
      await terminal.untilNoted('completions');
      terminal.type(KEYS.tab);
      await terminal.untilQuiet();
      assert.deepEqual(readdirSync(stage.work), []);
      assert.deepEqual([...new Set(stage.shells())], [`${id}/0.1.0`], 'Tab tells the program which shell it is, too');
    } finally {
      await terminal.close();
      stage.remove();
    }
  });
}
