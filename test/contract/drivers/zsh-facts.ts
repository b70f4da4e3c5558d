import type { ShellFacts } from './script-driver.ts';

const BUILTINS = [
  'echo',
  'printf',
  'test',
  'local',
  'export',
  'unset',
  'return',
  'set',
  'trap',
  'emulate',
  'typeset',
  'true',
  'exit',
  'compadd',
  'setopt',
  'eval',
  'print',
  'env',
];
const option = (name: string): { name: string; before: string } => ({
  name: `setopt ${name}`,
  before: `setopt ${name}`,
});

export const zshFacts: ShellFacts = {
  oddities: [
    { name: 'set -eu and pipefail', endsAtFailure: true, before: 'set -eu; setopt pipefail' },
    { name: 'emulate sh', before: 'emulate sh' },
    { name: 'emulate ksh', before: 'emulate ksh' },
    { name: 'emulate csh', before: 'emulate csh' },
    ...[
      'KSH_ARRAYS',
      'SH_WORD_SPLIT GLOB_SUBST',
      'SH_GLOB',
      'EXTENDED_GLOB',
      'KSH_GLOB',
      'IGNORE_BRACES',
      'IGNORE_CLOSE_BRACES',
      'RC_EXPAND_PARAM',
      'RC_QUOTES',
      'CSH_JUNKIE_LOOPS CSH_JUNKIE_QUOTES',
      'NULL_GLOB',
      'WARN_CREATE_GLOBAL WARN_NESTED_VAR',
      'POSIX_BUILTINS POSIX_IDENTIFIERS',
      'KSH_TYPESET',
      'ALL_EXPORT',
      'NO_MULTIBYTE',
      'NO_CLOBBER NO_GLOB',
      'MAGIC_EQUAL_SUBST',
      'BASH_REMATCH',
      'CONTINUE_ON_ERROR',
    ].map(option),
    { ...option('ERR_RETURN'), endsAtFailure: true },
    { name: 'an odd IFS', before: 'IFS=jA=/' },
    { name: 'an empty IFS', before: 'IFS=' },
    {
      name: 'integer, array, upper-case and tied variables',
      before: 'typeset -i AWS_A; typeset -a AWS_B; AWS_B=(1 2); typeset -u AWS_C; typeset -T AWS_GONE aws_gone',
    },
    {
      name: 'read-only variables with plain names',
      before: 'readonly line=1 name=1 value=1 reply=1 rest=1 names=1 values=1 newline=1 i=1',
    },
    {
      name: 'functions named like builtins',
      after: BUILTINS.map(
        (name) => `function ${name} { \\builtin printf 'the function ${name} was called\\n' >&2; }`,
      ).join('\n'),
    },
    {
      name: 'aliases named like builtins',
      before: `setopt aliases\n${BUILTINS.map((name) => `alias -- ${name}='false'`).join('\n')}\nalias jpaws='false' builtin='false'`,
      after: "\\unalias -m '*'",
    },
  ],
  tracings: [
    { name: 'set -x', after: 'set -x' },
    { name: 'set -v', after: 'set -v' },
    { name: 'set -xv before loading', before: 'set -xv', after: ':' },
    { name: 'traced functions', after: 'functions -t jpaws __jpaws_apply __jpaws_read; set -x' },
    { name: 'set -x with a DEBUG trap', after: 'trap \'print -r -- "$ZSH_DEBUG_CMD"\' DEBUG; set -x' },
  ],
  blockades: [
    { name: 'readonly', before: 'readonly AWS_BLOCKED=mine; export AWS_BLOCKED' },
    { name: 'typeset -rx', before: 'typeset -rx AWS_BLOCKED=mine' },
    { name: 'readonly under set -eu', before: 'typeset -rx AWS_BLOCKED=mine; set -u' },
  ],
  listNames: 'print -rl -- ${(k)functions} ${(k)parameters} ${(k)aliases}',
  startCompletion: 'autoload -Uz compinit; compinit -u -D',
};
