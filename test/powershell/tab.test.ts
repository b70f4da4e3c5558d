import assert from 'node:assert/strict';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findShell } from '../../src/shells/table.ts';
import { driverFor } from '../contract/drivers/powershell.ts';
import { buildStage } from '../contract/stage.ts';
import { KEYS, nextPrompt } from '../contract/terminal.ts';
import { missingEngine } from './engine.ts';

const skip = missingEngine() ?? (process.platform === 'win32' ? 'there is no pseudo-terminal' : false);

test('Tab in a terminal writes the name, quoted, and runs nothing that stands on the line', { skip }, async () => {
  const row = findShell('powershell');
  assert.ok(row);
  const { interact } = driverFor(row);
  assert.ok(interact);
  const stage = buildStage({});
  const terminal = await interact.open(stage);
  try {
    writeFileSync(join(stage.folder, 'candidates'), 'ko $(touch PWNED)\tan account\n');
    terminal.type('jpaws use $(touch PWNED) ko');
    terminal.type(KEYS.tab);
    await terminal.untilNoted('completions');
    await terminal.untilQuiet();
    assert.deepEqual(readdirSync(stage.work), []);
    const asked = nextPrompt(terminal, interact.prompt);
    terminal.type(KEYS.ctrlC);
    await asked();
    rmSync(join(stage.folder, 'completions'));
    terminal.type('jpaws use ko');
    terminal.type(KEYS.tab);
    await terminal.untilNoted('completions');
    await new Promise((resolve) => setTimeout(resolve, 500));
    await terminal.untilQuiet();
    terminal.type(KEYS.enter);
    await terminal.untilNoted('calls');
    assert.deepEqual(stage.calls()[0]?.args, ['use', 'ko $(touch PWNED)']);
    assert.deepEqual(readdirSync(stage.work), []);
  } finally {
    await terminal.close();
    stage.remove();
  }
});
