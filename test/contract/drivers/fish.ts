import { spawnSync } from 'node:child_process';
import type { ShellRow } from '../../../src/shells/table.ts';
import type { ShellDriver } from '../driver.ts';
import { type Grammar, scriptDriver, type ShellFacts } from './script-driver.ts';

const grammar: Grammar = {
  quote: (text) => `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`,
  set: (name, value) => `set -gx ${name} ${value}`,
  unset: (name) => `set -e ${name}`,
  load: (path) => `source ${path}`,
  lastStatus: '$status',
};

function isFrom36(): boolean {
  const { stdout } = spawnSync('fish', ['--version'], { encoding: 'utf8' });
  return !/\b(?:3\.[0-5]|[12])\./.test(stdout ?? '');
}

const facts: ShellFacts = {
  notRun: ['3.1 and 4.0 (test/other-debian.sh)'],
  oddities: [
    { name: 'an empty IFS', before: "set -g IFS ''" },
    { name: 'an odd IFS', before: "set -g IFS 'j='" },
    { name: 'IFS exported', before: "set -gx IFS ''" },
    { name: 'a path variable of the same name', before: 'set -g --path AWS_A 1:2', after: 'set -g --path AWS_B 1:2' },
    { name: 'a variable with many elements', before: 'set -gx AWS_A 1 2 3' },
    { name: 'a universal variable of the same name', before: 'set -U AWS_GONE 1; set -U AWS_A 2' },
    {
      name: 'functions named like builtins',
      after: ['echo', 'printf', 'count', 'contains', 'commandline', 'complete', 'functions', 'source', 'math', 'true']
        .map((name) => `function ${name}; builtin printf 'the function ${name} was called\\n' >&2; end`)
        .join('\n'),
    },
    // Older ones cannot do that without a terminal.
    ...(isFrom36() ? [{ name: 'no job control', before: 'status job-control full' }] : []),
    { name: 'variables named like the locals', before: 'set -g index 1; set -gx status_ 2; set -U lines 3' },
  ],
  tracings: [
    { name: 'fish_trace', after: 'set -g fish_trace 1' },
    { name: 'fish_trace of functions', after: 'set -g fish_trace all' },
    { name: 'fish_trace from the environment', after: 'set -gx fish_trace 1' },
  ],
  unhidable: [{ name: 'an exported universal variable', before: 'set -Ux AWS_SHOWN mine; set -Ux AWS_SET mine' }],
  pipe: { line: "true | sh -c 'exit 3'", statuses: '"$pipestatus"' },
  // Older ones take the time from the history, and a script has none.
  ...(isFrom36() ? { prompt: { line: '__jpaws_prompt', showsStatus: false } } : {}),
  listNames: 'functions -an; set -n; alias',
};

/** The driver of fish; names that fish reserves cannot be functions, so they are not among the oddities. */
export const driverFor = (row: ShellRow): ShellDriver => scriptDriver(row, grammar, facts);
