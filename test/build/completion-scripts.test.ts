import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { BuildError } from '../../src/build/build-error.ts';
import { completionScripts, renderCompletion } from '../../src/build/completion-scripts.ts';
import { shellTable } from '../../src/shells/table.ts';
import { emptyFolder } from '../binary/packed.ts';
import { loadDrivers } from '../contract/drivers/index.ts';
import { typeInSession } from '../contract/tab-session.ts';
import { KEYS } from '../contract/terminal.ts';

const scripts = join(import.meta.dirname, '../../dist/shells');

/** How a shell is led to a folder of completions, as the package's places are known to it. */
const lookInto: Readonly<Record<string, (folder: string) => readonly string[]>> = {
  // bash-completion reads a program's file when its first word is completed; this is the reading.
  bash: (folder) => [`. '${folder}/jpaws.bash'`],
  zsh: (folder) => [`fpath=('${folder}' $fpath)`, 'autoload -Uz compinit; compinit -u -D'],
  fish: (folder) => [`set -p fish_complete_path '${folder}'`],
};

function writeCompletions(t: TestContext): string {
  const folder = emptyFolder(t);
  for (const script of completionScripts) {
    const text = renderCompletion(script, readFileSync(join(scripts, script.script), 'utf8'));
    writeFileSync(join(folder, script.file), text);
  }
  return folder;
}

for (const { id, missing, interact } of await loadDrivers()) {
  const [row, lead] = [shellTable.find((one) => one.id === id), lookInto[id]];
  if (row === undefined || lead === undefined || interact === undefined) continue;
  const skip = missing() ?? false;

  for (const [place, lines] of Object.entries({
    'without the integration': (_load: string, folder: string) => lead(folder),
    'before the integration': (load: string, folder: string) => [...lead(folder), load],
    'behind the integration': (load: string, folder: string) => [load, ...lead(folder)],
  })) {
    test(`${id}: the package's completion works ${place}`, { skip }, async (t) => {
      const folder = writeCompletions(t);
      const { asked, questions, ran } = await typeInSession(row, {
        lines: (load) => lines(load, folder),
        candidates: ['odd name\tits account', 'other\t'],
        keys: ['jpaws use o', 'd', KEYS.tab],
      });
      // Two registrations would ask twice.
      assert.deepEqual([asked, questions], [['use', 'od'], 1]);
      assert.deepEqual(ran, ['use', 'odd name']);
    });
  }
}

test('a completion holds what it calls, and nothing that applies replies', () => {
  for (const script of completionScripts) {
    const text = renderCompletion(script, readFileSync(join(scripts, script.script), 'utf8'));
    assert.match(text, /^function __jpaws_find\b/m);
    assert.doesNotMatch(text, /^function (?:jpaws|__jpaws_apply)\b/m);
  }
});

test('an integration that no longer defines the completion stops the build', () => {
  for (const script of completionScripts)
    assert.throws(() => renderCompletion(script, 'function jpaws {\n  :\n}\n'), BuildError);
});
