import type { ShellFacts } from './script-driver.ts';

const BUILTINS = [
  'echo',
  'printf',
  'test',
  '[',
  'local',
  'export',
  'unset',
  'return',
  'set',
  'declare',
  'read',
  'command',
  'true',
  'exit',
  'complete',
  'shopt',
  'eval',
  'env',
];

export const bashFacts: ShellFacts = {
  notRun: ['5.1 (test/other-debian.sh)', '3.2 to 5.0 and 5.3 (by hand only, see "Known limits")'],
  oddities: [
    { name: 'set -euo pipefail', endsAtFailure: true, before: 'set -euo pipefail' },
    { name: 'set -E with an ERR trap', before: "set -E; trap 'echo an error was seen >&2' ERR" },
    { name: 'posix mode', before: 'set -o posix' },
    { name: 'posix mode and set -eu', endsAtFailure: true, before: 'set -o posix; set -eu' },
    { name: 'set -k', before: 'set -k' },
    { name: 'set -f and noclobber', before: 'set -f; set -C' },
    { name: 'set -T with a DEBUG trap', before: "set -T; trap ':' DEBUG" },
    { name: 'allexport', before: 'set -a' },
    { name: 'failglob and nullglob', before: 'shopt -s failglob nullglob dotglob globstar' },
    { name: 'nocasematch', before: 'shopt -s nocasematch nocaseglob' },
    { name: 'extglob off', before: 'shopt -u extglob' },
    { name: 'localvar_inherit', before: 'shopt -s localvar_inherit; declare -i line name value status' },
    { name: 'localvar_unset', before: 'shopt -s localvar_unset' },
    { name: 'xpg_echo', before: 'shopt -s xpg_echo' },
    { name: 'compatibility with 3.1', before: 'shopt -s compat31' },
    { name: 'an odd IFS', before: 'IFS=jA=/' },
    { name: 'an empty IFS', before: 'IFS=' },
    {
      name: 'integer, array and upper-case variables',
      before: 'declare -i AWS_A; declare -a AWS_B=(1 2); declare -u AWS_C; declare -A AWS_GONE=([a]=b)',
    },
    {
      name: 'read-only variables with plain names',
      before: 'readonly line name value reply status rest names values newline i',
    },
    {
      name: 'names that stand for others',
      before: 'LEFT=kept; declare -n AWS_A=LEFT; declare -n AWS_GONE=PATH; declare -n AWS_B=NOTHING',
    },
    {
      name: 'functions named like builtins',
      after: BUILTINS.map(
        (name) => `function ${name} { \\builtin printf 'the function ${name} was called\\n' >&2; }`,
      ).join('\n'),
    },
    {
      name: 'aliases named like builtins',
      before: `shopt -s expand_aliases\n${BUILTINS.map((name) => `alias -- ${name}='false'`).join('\n')}\nalias jpaws='false' builtin='false'`,
      after: 'unalias -a',
    },
  ],
  tracings: [
    { name: 'set -x', after: 'set -x' },
    { name: 'set -v', after: 'set -v' },
    { name: 'set -xv before loading', before: 'set -xv', after: ':' },
    { name: 'set -x to another descriptor', after: 'exec 7>&2; BASH_XTRACEFD=7; set -x' },
    { name: 'set -x and set -T with a DEBUG trap', after: 'set -xT; trap \'echo "$BASH_COMMAND"\' DEBUG' },
  ],
  blockades: [
    { name: 'readonly', before: 'readonly AWS_BLOCKED=mine; export AWS_BLOCKED' },
    { name: 'declare -rx in posix mode', before: 'set -o posix; declare -rx AWS_BLOCKED=mine' },
    { name: 'a read-only array', before: 'declare -rax AWS_BLOCKED=(mine); export AWS_BLOCKED' },
  ],
  pipe: { line: 'true | (exit 3)', statuses: '"${PIPESTATUS[*]}"' },
  prompt: { line: '__jpaws_prompt', showsStatus: true },
  listNames: 'declare -F | while read -r _ _ f; do echo "$f"; done; compgen -v; compgen -a',
};
