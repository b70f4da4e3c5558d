import type { ShellFacts } from './script-driver.ts';

// The special builtins (set, export, …) cannot be functions in yash.
const FUNCTIONS = ['echo', 'printf', 'test', 'true', 'read', 'complete', 'env', 'typeset'];
const ALIASES = [...FUNCTIONS, '[', 'set', 'unset', 'export', 'trap', 'return', 'shift', 'exit', 'eval', 'command'];

export const yashFacts: ShellFacts = {
  readsOnlyItsLocale: true,
  oddities: [
    { name: 'set -eu and pipefail', endsAtFailure: true, before: 'set -eu -o pipefail' },
    { name: 'set -f and noclobber', before: 'set -f; set -C' },
    { name: 'allexport', before: 'set -a' },
    { name: 'an odd IFS', before: 'IFS=jA=/' },
    { name: 'an empty IFS', before: 'IFS=' },
    { name: 'no IFS', before: 'unset IFS' },
    { name: 'no case in patterns', before: 'set +o caseglob -o nullglob -o extendedglob -o dotglob' },
    { name: 'brace expansion', before: 'set -o braceexpand' },
    {
      name: 'read-only variables with plain names',
      before: 'readonly line=1 name=1 value=1 reply=1 rest=1 names=1 i=1',
    },
    { name: 'arrays', before: 'AWS_A=(1 2); AWS_GONE=(1 2)' },
    { name: "a person's traps", before: "trap 'echo a trap ran >&2' INT HUP; trap ':' EXIT" },
    {
      name: 'functions named like builtins',
      after: FUNCTIONS.map((name) => `${name}() { command printf 'the function ${name} was called\\n' >&2; }`).join(
        '\n',
      ),
    },
    {
      name: 'aliases named like builtins',
      before: [...ALIASES, 'jpaws'].map((name) => `alias ${name}=false`).join('\n'),
      after: '\\unalias -a',
    },
  ],
  tracings: [
    { name: 'set -x', after: 'set -x' },
    { name: 'set -v', after: 'set -v' },
    { name: 'set -xv before loading', before: 'set -xv', after: ':' },
  ],
  blockades: [
    { name: 'readonly', before: 'readonly AWS_BLOCKED=mine; export AWS_BLOCKED' },
    { name: 'typeset -rx under set -u', before: 'typeset -rx AWS_BLOCKED=mine; set -u' },
  ],
  ownPrompt: 'PROMPT_COMMAND=true',
  prompt: { line: '__jpaws_prompt', showsStatus: true },
  listNames: 'typeset -fp | grep -o "^[^ ]*()"; set; alias',
};
