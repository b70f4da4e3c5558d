import type { Oddity } from '../driver.ts';
import type { ShellFacts } from './script-driver.ts';

// `[` and the special builtins (set, export, …) cannot be functions in these shells.
const FUNCTIONS = ['echo', 'printf', 'test', 'true', 'kill', 'read', 'env'];
const ALIASES = [
  ...FUNCTIONS,
  '[',
  'set',
  'unset',
  'export',
  'trap',
  'return',
  'shift',
  'exit',
  'eval',
  'command',
  'typeset',
];

const oddities: readonly Oddity[] = [
  { name: 'set -eu', endsAtFailure: true, before: 'set -eu' },
  { name: 'set -f and noclobber', before: 'set -f; set -C' },
  { name: 'allexport', before: 'set -a' },
  { name: 'an odd IFS', before: 'IFS=jA=/' },
  { name: 'an empty IFS', before: 'IFS=' },
  { name: 'no IFS', before: 'unset IFS' },
  { name: 'read-only variables with plain names', before: 'readonly line=1 name=1 value=1 reply=1 rest=1 names=1 i=1' },
  { name: "a person's traps", before: "trap 'echo a trap ran >&2' INT HUP; trap ':' EXIT" },
  {
    name: 'functions named like builtins',
    after: FUNCTIONS.map((name) => `${name}() { command printf 'the function ${name} was called\\n' >&2; }`).join('\n'),
  },
  {
    name: 'aliases named like builtins',
    before: [...ALIASES, 'jpaws'].map((name) => `alias ${name}=false`).join('\n'),
    after: '\\unalias -a',
  },
];

const tracings: readonly Oddity[] = [
  { name: 'set -x', after: 'set -x' },
  { name: 'set -v', after: 'set -v' },
  { name: 'set -xv before loading', before: 'set -xv', after: ':' },
];

const blockades: readonly Oddity[] = [
  { name: 'readonly', before: 'readonly AWS_BLOCKED=mine; export AWS_BLOCKED' },
  { name: 'readonly under set -u', before: 'readonly AWS_BLOCKED=mine; export AWS_BLOCKED; set -u' },
];

export const dashFacts: ShellFacts = {
  notRun: ["FreeBSD's sh"],
  asksWith: /[#$] /,
  version: "dpkg-query -W -f '${Version}' dash | sed 's/-.*//'",
  oddities,
  tracings,
  blockades,
};

export const ashFacts: ShellFacts = {
  notRun: ['other builds than Debian’s'],
  asksWith: /[#$] /,
  version: "busybox | sed -n '1s/[^0-9]*\\([0-9.]*\\).*/\\1/p'",
  // Asked for by the script, and only then there.
  listNames: 'set; alias; echo "RANDOM=${RANDOM}"',
  oddities: [...oddities, { name: 'pipefail', before: 'set -o pipefail' }],
  tracings,
  blockades,
};

const typed = 'typeset -i AWS_A; typeset -u AWS_C; set -A AWS_B 1 2';

export const kshFacts: ShellFacts = {
  notRun: ['ksh88', 'ksh93 other than u+m'],
  version: 'echo "${.sh.version}" | sed "s/.*AJM //; s/ .*//"',
  asksWith: /[#$] /,
  ownPrompt: "PS1='own $ '",
  prompt: { line: '__jpaws_prompt', showsStatus: true },
  oddities: [
    ...oddities,
    { name: 'pipefail and set -eu', endsAtFailure: true, before: 'set -o pipefail; set -eu' },
    { name: 'a DEBUG and an ERR trap', before: "trap ':' DEBUG; trap 'echo an error was seen >&2' ERR" },
    { name: 'set -k', before: 'set -k' },
    { name: 'posix mode', before: 'set -o posix' },
    { name: 'globstar, markdirs and no brace expansion', before: 'set -o globstar -o markdirs; set +o braceexpand' },
    { name: 'integer, array and upper-case variables', before: `${typed}; typeset -A AWS_GONE=([a]=b)` },
  ],
  tracings: [
    ...tracings,
    { name: 'traced functions', after: 'typeset -ft jpaws __jpaws_apply __jpaws_take; set -x' },
    { name: 'set -x with a DEBUG trap', after: 'trap \'print -r -- "${.sh.command}"\' DEBUG; set -x' },
  ],
  blockades: [...blockades, { name: 'typeset -rx', before: 'typeset -rx AWS_BLOCKED=mine' }],
  listNames: 'typeset +f; set; alias; echo _=',
};

export const mkshFacts: ShellFacts = {
  notRun: ['lksh', "OpenBSD's ksh"],
  version: 'echo "$KSH_VERSION" | sed "s/.*KSH //; s/ .*//"',
  ownPrompt: "PS1='own $ '",
  prompt: { line: '__jpaws_prompt', showsStatus: true },
  oddities: [
    ...oddities,
    { name: 'pipefail and set -eu', endsAtFailure: true, before: 'set -o pipefail; set -eu' },
    { name: 'an ERR trap', before: "trap 'echo an error was seen >&2' ERR" },
    { name: 'set -k', before: 'set -k' },
    { name: 'posix mode', before: 'set -o posix' },
    { name: 'sh mode', before: 'set -o sh' },
    { name: 'markdirs and no brace expansion', before: 'set -o markdirs; set +o braceexpand' },
    { name: 'integer, array and upper-case variables', before: typed },
  ],
  tracings: [...tracings, { name: 'inherited tracing', after: 'set -o inherit-xtrace; set -x' }],
  blockades: [...blockades, { name: 'typeset -rx', before: 'typeset -rx AWS_BLOCKED=mine' }],
  // What the shell itself defines when a pattern or a pipe is used first.
  listNames: 'typeset +f; set; alias; echo "KSH_MATCH=\nPIPESTATUS[0]="',
};
