import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { findShell, type ShellRow } from '../../src/shells/table.ts';
import { countTests } from '../support/count-tests.ts';
import { noPseudoTerminal } from '../support/pseudo-terminal.ts';
import type { Oddity, Report, Scenario, ShellDriver, Step } from './driver.ts';
import { loadDrivers } from './drivers/index.ts';
import { plainReply, reply } from './replies.ts';
import { typeInSession } from './tab-session.ts';
import { KEYS } from './terminal.ts';

/** Lines that print all that a person can have set in a session: options, traps, aliases, IFS; by id, else by family. */
const SHOW: Readonly<Record<string, string>> = {
  bash: String.raw`\builtin set +o; \builtin shopt -p; \builtin trap -p; \builtin alias -p; \builtin declare -p IFS`,
  zsh: String.raw`\builtin set -o; \builtin trap; \builtin alias -L; \builtin typeset -p IFS path`,
  fish: 'set -S IFS fish_trace; builtin bind; status is-full-job-control; builtin echo $status; abbr',
  posix: String.raw`\command set +o; \command trap; \command alias; \command printf '<%s>\n' "$IFS"`,
};
const PRINT: Readonly<Record<string, string>> = {
  bash: String.raw`\builtin printf`,
  zsh: String.raw`\builtin printf`,
  fish: 'builtin printf',
  posix: String.raw`\command printf`,
};
const forShell = ({ id, family }: { id: string; family: string }, of: Readonly<Record<string, string>>) =>
  of[id] ?? of[family];

const MARK = '@@settings';

/** What was shown each time, without what a person's functions said, and without an alias of the word itself. */
const settingsIn = (transcript: string): readonly string[] =>
  transcript.replaceAll(/^(?:the function \w+ was called|(?:alias )?jpaws=.*)\n/gm, '').split(`${MARK}\n`);

interface Showing {
  readonly show: string;
  readonly family: string;
  /** A line that changes a setting, in place of the last call: the control. */
  readonly spoil?: string;
}

/** A session that shows its settings around loading, and around everything that the word does. */
function showingScenario(oddity: Oddity, { show, family, spoil }: Showing): Scenario {
  const jpaws = (...args: readonly string[]): Step => ({ do: 'jpaws', args });
  return {
    name: oddity.name,
    environment: { AWS_GONE: 'x', AWS_A: 'old' },
    oddity: {
      ...oddity,
      // What a person's traps say there would stand between the settings.
      before: [family === 'fish' ? '' : '\\exec 2>/dev/null', oddity.before ?? '', show].join('\n'),
      after: [show, oddity.after ?? '', show].join('\n'),
    },
    answers: {
      it: { stdout: plainReply },
      cut: { stdout: plainReply.slice(0, -4) },
      list: { stdout: 'a list\n' },
      clear: { stdout: reply('unset AWS_A') },
    },
    steps: [
      { do: 'load' },
      jpaws('use', 'it'),
      // Under `set -e` a failure ends the session.
      ...(oddity.endsAtFailure ? [] : [jpaws('use', 'cut')]),
      jpaws('list', 'list'),
      spoil === undefined ? jpaws('clear', 'clear') : { do: 'line', text: spoil },
      { do: 'line', text: show },
    ],
    judge: ({ transcript }) => {
      const [, beforeLoading, afterLoading, beforeUse, afterUse] = settingsIn(transcript);
      assert.ok(beforeLoading && beforeUse && beforeUse.length > 20, transcript);
      assert.equal(afterLoading, beforeLoading, 'loading changed a setting');
      assert.equal(afterUse, beforeUse, 'the word changed a setting');
    },
  };
}

/** Sessions with a prompt and a line editor; `compinit` first, where there is one. */
const INTERACTIVE: Readonly<Record<string, readonly string[]>> = {
  bash: [
    'set -u -f -C -o pipefail; IFS=jA=/; shopt -s failglob nocasematch localvar_inherit; shopt -u extglob',
    'set -o posix; set -ET; trap : ERR DEBUG; trap "echo int" INT',
    'set -e',
    'set -k; shopt -s nullglob dotglob extdebug xpg_echo; alias test=false local=false printf=false complete=false',
    'set -o vi; set +o history; shopt -s compat31',
  ],
  zsh: [
    'setopt KSH_ARRAYS SH_WORD_SPLIT NO_UNSET GLOB_SUBST CSH_NULL_GLOB TYPESET_SILENT',
    'setopt ERR_EXIT',
    'setopt WARN_CREATE_GLOBAL WARN_NESTED_VAR NULL_GLOB RC_EXPAND_PARAM NO_CLOBBER MAGIC_EQUAL_SUBST; IFS=jA=/',
    'alias local=false compadd=false typeset=false read=false emulate=false; printf() { :; }; local() { :; }',
    'emulate ksh',
    'emulate sh',
    'setopt COMPLETE_IN_WORD MENU_COMPLETE PROMPT_SUBST LOCAL_OPTIONS LOCAL_TRAPS; trap "echo int" INT; bindkey -v',
  ],
  fish: [
    'set -g IFS ""; abbr -a gs git status',
    'bind \\cx true; set -g fish_greeting hello',
    'function echo; end; function printf; end',
  ],
};

for (const driver of await loadDrivers()) {
  const row = findShell(driver.id);
  const [settings, print] = row === undefined ? [] : [forShell(row, SHOW), forShell(row, PRINT)];
  if (row === undefined || settings === undefined || print === undefined) continue;
  const show = `${print} '${MARK}\\n'; ${settings}`;
  describe(`a person's settings in ${driver.id}`, { concurrency: 4, skip: driver.missing() ?? false }, () => {
    countTests(driver.id, 'contract');
    compareAll(driver, { show, family: row.family });
    for (const line of INTERACTIVE[driver.id] ?? []) {
      const name = `are left as they are by Tab and the prompt: ${line}`;
      test(name, { skip: noPseudoTerminal }, () => compareAtPrompt(row, { settings, line }));
    }
  });
}

function compareAll(driver: ShellDriver, how: Showing): void {
  const oddities: readonly Oddity[] = [{ name: 'nothing set' }, ...driver.oddities];
  const spoil = how.family === 'fish' ? 'set -g IFS x' : 'IFS=x';
  const scenarios = oddities.map((oddity) => showingScenario(oddity, how));
  const control = showingScenario({ name: 'the control' }, { ...how, spoil });
  let reports: readonly Report[] = [];
  before(async () => {
    reports = await driver.run([control, ...scenarios]);
  });
  test('would be seen if they were changed', () => {
    assert.throws(() => control.judge(reports[0] as Report), /the word changed a setting/);
  });
  for (const [at, { name, judge }] of scenarios.entries()) {
    test(`are left as they are: ${name}`, () => {
      const report = reports[at + 1];
      assert.ok(report, 'the scenario was not run');
      judge(report);
    });
  }
}

async function compareAtPrompt(row: ShellRow, { settings, line }: { settings: string; line: string }): Promise<void> {
  const into = (file: string): string =>
    row.family === 'fish' ? `begin; ${settings}; end >${file}` : `{ ${settings}; } >|${file}`;
  const { ran, left, shown } = await typeInSession(row, {
    lines: (load) => [
      ...(row.id === 'zsh' ? ['autoload -Uz compinit; compinit -u -D'] : []),
      line,
      into('start'),
      load,
      into('loaded'),
    ],
    candidates: ['koa-dev\tan account'],
    answers: { 'koa-dev': { stdout: plainReply } },
    keys: ['jpaws use ko', KEYS.tab, KEYS.enter, into('end')],
  });
  assert.deepEqual(ran, ['use', 'koa-dev'], shown);
  assert.ok((left['start'] ?? '').length > 20, shown);
  assert.equal(left['loaded'], left['start'], 'loading changed a setting');
  assert.equal(left['end'], left['start'], 'Tab, the call or the prompt changed a setting');
}
