import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findShell, type ShellRow } from '../../src/shells/table.ts';
import { countTests } from '../support/count-tests.ts';
import { noPseudoTerminal } from '../support/pseudo-terminal.ts';
import { loadDrivers } from './drivers/index.ts';
import { type Typed, typeInSession } from './tab-session.ts';
import { KEYS, shownLines } from './terminal.ts';

/** What stands around the word at the cursor, and what a person may have set: more than one Tab at the end of a line. */
interface Case {
  readonly name: string;
  /** Typed before the line; default: only the integration is loaded. */
  readonly lines?: (load: string) => readonly string[];
  /** Default: `koa-dev`. */
  readonly candidates?: readonly string[];
  /** Typed before Tab. */
  readonly line: string;
  /** Default: one Tab. */
  readonly tabs?: readonly string[];
  readonly ran?: readonly string[];
  readonly asked?: readonly string[];
  readonly judge?: (typed: Typed) => void;
}

const back = (count: number): string => '\u0002'.repeat(count);
const USED = ['use', 'koa-dev'];
const COMPINIT = 'autoload -Uz compinit; compinit -u -D';
const TWO = ['koa-dev\tthe first account', 'koa-prod\tthe second account'];

const everywhere: readonly Case[] = [
  {
    name: 'the cursor may stand in the middle of the line',
    line: `jpaws use ko --force${back(8)}`,
    ran: [...USED, '--force'],
  },
  { name: 'a variable may stand in front', line: 'X=1 jpaws use ko', ran: USED },
  { name: 'another command may stand in front', line: 'true; jpaws use ko', ran: USED },
  {
    name: 'the value of a flag is completed behind its =',
    candidates: ['--region=eu-west-1\tEurope (Ireland)'],
    line: 'jpaws use --region=eu-w',
    asked: ['use', '--region=eu-w'],
    ran: ['use', '--region=eu-west-1'],
  },
  {
    name: 'a value with every sign is completed behind an = and a quote',
    candidates: ["--session=a b:c=d'$x\tx"],
    line: 'jpaws login --session="a b:c',
    asked: ['login', '--session=a b:c'],
    ran: ['login', "--session=a b:c=d'$x"],
  },
  {
    name: 'a name with a hyphen in front is completed behind --',
    candidates: ['-odd name\tx'],
    line: 'jpaws use -- -o',
    asked: ['use', '--', '-o'],
    ran: ['use', '--', '-odd name'],
  },
  ...['~odd', '*', '#a', '%d', '=x', '[a', '{a,b}', '-', '@x', '^a', '!!', '\\x'].map((value) => ({
    name: `a name that begins with ${value[0]} arrives as it is`,
    candidates: [`${value} b\tx`],
    line: 'jpaws use ',
    ran: ['use', `${value} b`],
  })),
  {
    name: 'a word that was typed with backslashes is completed',
    candidates: ['koa dev$x\ty'],
    line: 'jpaws use koa\\ d',
    asked: ['use', 'koa d'],
    ran: ['use', 'koa dev$x'],
  },
  {
    name: 'a list shows what each candidate is and inserts nothing of it',
    candidates: TWO,
    line: 'jpaws use koa-',
    tabs: [KEYS.tab, KEYS.tab, KEYS.ctrlC],
    judge: ({ shown }) => assert.match(shownLines(shown).join('\n'), /koa-dev +\(?the first account/),
  },
];

const own: Readonly<Record<string, readonly Case[]>> = {
  bash: [
    {
      name: 'an alias is completed once it is registered',
      lines: (load) => [load, 'alias j=jpaws', 'complete -F __jpaws_complete j'],
      line: 'j use ko',
      ran: USED,
    },
    {
      name: 'a single candidate replaces a word in another case',
      candidates: ['Koa\tx'],
      line: 'jpaws use ko',
      ran: ['use', 'Koa'],
    },
    {
      name: 'with show-all-if-ambiguous only what the candidates have in common is inserted',
      lines: (load) => [load, "bind 'set show-all-if-ambiguous on'"],
      candidates: TWO,
      line: 'jpaws use k',
      judge: ({ shown, ran }) => {
        assert.match(shown, /koa-prod +the second account/);
        assert.deepEqual(ran, ['use', 'koa-']);
      },
    },
    {
      name: 'inside of quotes too',
      lines: (load) => [load, "bind 'set show-all-if-ambiguous on'"],
      candidates: ['koa\tx', 'koa b\ty'],
      line: 'jpaws use "k',
      tabs: [KEYS.tab, '"'],
      ran: ['use', 'koa'],
    },
    {
      name: 'behind a redirection stands the name of a file',
      lines: (load) => [load, ': >"$TMPDIR/a-file"'],
      line: 'jpaws list >"$TMPDIR"/a-f',
      judge: ({ ran, asked }) => assert.deepEqual([ran, asked], [['list'], undefined]),
    },
    {
      name: 'menu-complete inserts candidates without description',
      lines: (load) => [load, "bind 'TAB:menu-complete'"],
      candidates: TWO,
      line: 'jpaws use ko',
      tabs: [KEYS.tab, KEYS.tab],
      judge: ({ ran }) => assert.match(ran?.join(' ') ?? '', /^use koa-(?:dev|prod)$/),
    },
    {
      name: 'no setting of a person matters, and none is changed',
      lines: (load) => ['set -u -o pipefail -o posix; IFS=:; shopt -s failglob nocasematch; COLUMNS=x', load, 'set -C'],
      line: 'jpaws use ko',
      ran: USED,
    },
  ],
  zsh: [
    {
      name: 'completion works when compinit has run before',
      lines: (load) => [COMPINIT, load],
      line: 'jpaws use ko',
      ran: USED,
    },
    {
      name: 'completion works when compinit runs afterwards',
      lines: (load) => [`${load}; ${COMPINIT}`],
      line: 'jpaws use ko',
      ran: USED,
    },
    {
      name: 'completion works when compinit runs at a later prompt',
      lines: (load) => [load, COMPINIT],
      line: 'jpaws use ko',
      ran: USED,
    },
    {
      name: 'completion works without compinit',
      lines: (load) => [load],
      candidates: ["koa dev's $x\ty"],
      line: 'jpaws use --force ko',
      asked: ['use', '--force', 'ko'],
      ran: ['use', '--force', "koa dev's $x"],
    },
    { name: 'an alias is completed', lines: (load) => [COMPINIT, load, 'alias j=jpaws'], line: 'j use ko', ran: USED },
    {
      name: 'a call through `command` is completed',
      lines: (load) => [COMPINIT, load],
      line: 'command jpaws use ko',
      ran: USED,
    },
    {
      name: 'a candidate in another case is taken without a matcher, too',
      lines: (load) => [COMPINIT, load],
      candidates: ['Koa\tx'],
      line: 'jpaws use kO',
      ran: ['use', 'Koa'],
    },
    {
      name: 'a matcher of the person is used: any case',
      lines: (load) => [COMPINIT, load, "zstyle ':completion:*' matcher-list '' 'm:{a-z}={A-Z}'"],
      candidates: ['Koa\tx'],
      line: 'jpaws use ko',
      ran: ['use', 'Koa'],
    },
    {
      name: 'a heading of the person is shown',
      lines: (load) => [COMPINIT, load, "zstyle ':completion:*' format 'these: %d'"],
      candidates: TWO,
      line: 'jpaws use ko',
      tabs: [KEYS.tab, KEYS.tab],
      judge: ({ shown }) => assert.match(shown, /these: jpaws/),
    },
    {
      name: 'completion works with odd options',
      lines: (load) => [
        'setopt KSH_ARRAYS SH_WORD_SPLIT NO_UNSET GLOB_SUBST WARN_CREATE_GLOBAL CSH_NULL_GLOB',
        load,
        COMPINIT,
      ],
      line: 'jpaws use ko',
      ran: USED,
    },
  ],
  fish: [
    { name: 'an alias is completed', lines: (load) => [load, 'alias j=jpaws'], line: 'j use ko', ran: USED },
    { name: 'an abbreviation is completed', lines: (load) => [load, 'abbr -a ju jpaws use'], line: 'ju ko', ran: USED },
    {
      name: 'a call through `command` is completed',
      lines: (load) => ['set fish_complete_path $__fish_data_dir/completions /usr/share/fish/completions', load],
      line: 'command jpaws use ko',
      ran: USED,
    },
    { name: 'a word in another case is replaced', candidates: ['Koa\tx'], line: 'jpaws use ko', ran: ['use', 'Koa'] },
  ],
};

for (const driver of await loadDrivers()) {
  const cases = own[driver.id];
  const row: ShellRow | undefined = findShell(driver.id);
  if (cases === undefined || row === undefined) continue;
  const start = driver.id === 'zsh' ? [COMPINIT] : [];

  describe(`Tab in ${driver.id}`, { concurrency: 6, skip: driver.missing() ?? noPseudoTerminal }, () => {
    countTests(driver.id, 'completion');
    for (const order of driver.id === 'zsh' ? ['before', 'after', 'never'] : ['never']) {
      const compinit = order === 'never' ? 'without compinit' : `with compinit ${order}`;
      test(driver.id === 'zsh' ? `loading prints nothing ${compinit}` : 'loading prints nothing', async () => {
        const { left, shown, ran } = await typeInSession(row, {
          lines: (load) => [
            order === 'before' ? COMPINIT : ':',
            `${load} >printed 2>&1`,
            order === 'after' ? COMPINIT : ':',
          ],
          candidates: ['koa-dev\tx'],
          keys: ['jpaws use ko', KEYS.tab],
        });
        assert.deepEqual(left, { printed: '' }, shown);
        assert.deepEqual(ran, USED, shown);
      });
    }
    for (const { name, lines, candidates, line, tabs, ran, asked, judge } of [...everywhere, ...cases]) {
      test(name, async () => {
        const typed = await typeInSession(row, {
          lines: lines ?? ((load) => [...start, load]),
          candidates: candidates ?? ['koa-dev\t931827427725 idp_customer_access'],
          keys: [line, ...(tabs ?? [KEYS.tab])],
        });
        if (ran !== undefined) assert.deepEqual(typed.ran, ran, typed.shown);
        if (asked !== undefined) assert.deepEqual(typed.asked, asked, typed.shown);
        judge?.(typed);
        assert.deepEqual(typed.left, {});
      });
    }
  });
}
