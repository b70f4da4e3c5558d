// What a person sets in zsh, and what else is called before its prompt.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { findShell, type ShellRow } from '../../src/shells/table.ts';
import { countTests } from '../support/count-tests.ts';
import { requiredShells } from './drivers/index.ts';
import { reply } from './replies.ts';
import { writeIntegration } from './drivers/script-driver.ts';
import { isThere, LOAD, runLines } from './run-lines.ts';
import { buildStage, renderedScript } from './stage.ts';

const row: ShellRow = findShell('zsh') ?? assert.fail('there is no zsh');

const OWN = 'mine() { echo "$? $pipestatus" >>../own; }; precmd_functions+=(mine)';
const OPTIONS = ['KSH_ARRAYS', 'SH_WORD_SPLIT', 'ERR_EXIT', 'NO_UNSET', 'WARN_CREATE_GLOBAL', 'XTRACE', 'ALL_EXPORT'];

const CASES: Readonly<Record<string, readonly string[]>> = {
  'nothing else': [LOAD],
  'a function precmd': ['precmd() { true; }', LOAD],
  'functions of other tools before': [OWN, LOAD],
  'functions of other tools after': [LOAD, OWN],
  'a list that was replaced, from the next use on': [LOAD, 'precmd_functions=(true)', 'jpaws use it'],
  'a list that keeps each name once': ['typeset -U precmd_functions', LOAD, OWN],
  'direnv before': ['eval "$(direnv hook zsh)"', LOAD],
  'direnv after': [LOAD, 'eval "$(direnv hook zsh)"'],
  ...Object.fromEntries(OPTIONS.map((option) => [option, [`setopt ${option}`, LOAD]])),
  ...Object.fromEntries(OPTIONS.map((option) => [`${option} after loading`, [LOAD, `setopt ${option}`]])),
};

const isHere = isThere('zsh');
const skip = isHere || requiredShells.includes('zsh') ? false : 'zsh is not installed';

describe('precmd_functions of zsh', { skip }, () => {
  countTests('zsh', 'renewal');
  for (const [name, lines] of Object.entries(CASES)) {
    const lacksDirenv = name.startsWith('direnv') && !isThere('direnv') && !requiredShells.includes('zsh');
    for (const [times, startUp] of Object.entries({ once: lines, twice: [...lines, ...lines] })) {
      test(
        `with ${name}, loaded ${times}: each prompt renews once`,
        { skip: lacksDirenv ? 'direnv is missing' : false },
        () => {
          // The time stays due: each prompt calls as often as it was asked to.
          const stage = buildStage({
            __renew: { stdout: reply('set AWS_A=SECRET-new') },
            it: { stdout: reply('set AWS_A=old') },
          });
          try {
            const wrote = runLines(row, stage, [
              ...startUp,
              'export JPAWS_RENEW_AT=5',
              'true | (exit 3) | true',
              'echo "$? ${pipestatus[*]}" >../next',
              `'${stage.probe}' 1 0`,
            ]);
            const { environment, calls } = stage.observation(1);
            const renewals = calls.filter(({ args }) => args.join() === '__renew').length;
            assert.deepEqual([environment['AWS_A'], renewals], ['SECRET-new', 3], wrote);
            assert.equal(readFileSync(join(stage.folder, 'next'), 'utf8'), '0 0 3 0\n');
            assert.doesNotMatch(wrote, /SECRET|not found|parse error|not set|created globally/);
          } finally {
            stage.remove();
          }
        },
      );
    }
  }

  test("under powerlevel10k's instant prompt nothing is renewed or said; the next prompt does it", () => {
    const stage = buildStage({ __renew: { stdout: reply('set AWS_A=new', 'set JPAWS_RENEW_AT=99999999999') } });
    try {
      const wrote = runLines(row, stage, [
        'export JPAWS_RENEW_AT=5',
        '__p9k_instant_prompt_active=1',
        LOAD,
        `'${stage.probe}' 1 0`,
        'unset __p9k_instant_prompt_active',
        `'${stage.probe}' 2 0`,
      ]);
      assert.deepEqual(stage.observation(1).calls, [], wrote);
      assert.equal(stage.observation(2).environment['AWS_A'], 'new', wrote);
    } finally {
      stage.remove();
    }
  });

  test('nothing is said when a function loads it under WARN_CREATE_GLOBAL', () => {
    const stage = buildStage({});
    try {
      const path = writeIntegration(stage, row, renderedScript(row.script));
      const script = `setopt warn_create_global warn_nested_var; load() { source '${path}' }; load; jpaws 2>/dev/null; true`;
      const { stdout, stderr } = spawnSync('zsh', ['-f', '-c', script], {
        env: { ...stage.environment },
        encoding: 'utf8',
      });
      assert.equal(stdout + stderr, '');
    } finally {
      stage.remove();
    }
  });

  test('the program is found where zsh was started as sh', () => {
    const stage = buildStage({ it: { stdout: reply('set AWS_A=1') } });
    try {
      const path = writeIntegration(stage, row, renderedScript(row.script));
      const script = `. '${path}'; jpaws use it; '${stage.probe}' 1 $?`;
      spawnSync('zsh', ['--emulate', 'sh', '-f', '-c', script], { env: { ...stage.environment }, encoding: 'utf8' });
      assert.equal(stage.observation(1).environment['AWS_A'], '1');
    } finally {
      stage.remove();
    }
  });
});
