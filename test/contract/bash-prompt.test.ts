// What stands in PROMPT_COMMAND beside jpaws: a person's own text or list, and the tools that put themselves there.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { findShell, type ShellRow } from '../../src/shells/table.ts';
import { countTests } from '../support/count-tests.ts';
import { requiredShells } from './drivers/index.ts';
import { reply } from './replies.ts';
import { isThere, LOAD, runLines } from './run-lines.ts';
import { buildStage, type Stage } from './stage.ts';

const row: ShellRow = findShell('bash') ?? assert.fail('there is no bash');

/** A line for PROMPT_COMMAND that notes what it finds. */
const STATUSES = '"$? ${PIPESTATUS[0]} ${PIPESTATUS[1]-} ${PIPESTATUS[2]-}"';
const OWN = `echo ${STATUSES} >>../own`;

// Tools in the place of bash-preexec and starship: what others can rely on in them, in our own words.
const PREEXEC = `
tool_status() { return "$1"; }
tool_hooks() { local last=$? hook; for hook in "\${precmd_functions[@]}"; do tool_status "$last"; "$hook"; done; tool_status "$last"; }
precmd_functions+=()
test -n "\${bash_preexec_imported-}" || PROMPT_COMMAND="tool_hooks\${PROMPT_COMMAND:+
$PROMPT_COMMAND}"
bash_preexec_imported=defined
`;
const STARSHIP = `
star_status() { return "$1"; }
star_draw() { local last=$?; star_status "$last"; eval "\${STARSHIP_PROMPT_COMMAND-}"; PS1="$last> "; }
case $PROMPT_COMMAND in *star_draw*) ;; *) STARSHIP_PROMPT_COMMAND=$PROMPT_COMMAND; PROMPT_COMMAND=star_draw ;; esac
`;
// VS Code's integration: it keeps what it finds, draws before each prompt, and sees by a DEBUG trap that a command begins.
const VSCODE = `
VSCODE_SHELL_INTEGRATION=1
vsc_status() { return "$1"; }
vsc_begins() { test -z "$vsc_waits" || { vsc_waits=; echo "$BASH_COMMAND" >>../began; }; }
vsc_draw() { local last=$?; vsc_status "$last"; eval "\${__vsc_original_prompt_command[*]-}"; vsc_waits=1; }
case \${PROMPT_COMMAND-} in *vsc_draw*) ;; *) __vsc_original_prompt_command=\${PROMPT_COMMAND-}; PROMPT_COMMAND=vsc_draw ;; esac
trap vsc_begins DEBUG
`;
/** It says first that it is there, then reads the person's start-up file, then does the rest. */
const VSCODE_FIRST = 'VSCODE_SHELL_INTEGRATION=1';
const DIRENV = 'eval "$(direnv hook bash)"';

interface Case {
  /** Lines of the start-up file. */
  readonly lines: readonly string[];
  /** The person's own command notes the statuses that it finds. */
  readonly seesStatuses?: true;
  readonly needs?: string;
}

const CASES: Readonly<Record<string, Case>> = {
  'nothing else': { lines: [LOAD] },
  'a text': { lines: [`PROMPT_COMMAND='${OWN}'`, LOAD], seesStatuses: true },
  'a text that ends with a semicolon': { lines: ["PROMPT_COMMAND='true;'", LOAD] },
  'a text that ends with a comment': { lines: ["PROMPT_COMMAND='true # mine'", LOAD] },
  'an empty text': { lines: ['PROMPT_COMMAND=', LOAD] },
  'a list': { lines: [`PROMPT_COMMAND=(true '${OWN}')`, LOAD], seesStatuses: true },
  'an exported text': {
    lines: [`export PROMPT_COMMAND='${OWN}'`, LOAD],
    seesStatuses: true,
  },
  'bash-preexec before': { lines: [PREEXEC, LOAD] },
  'bash-preexec after': { lines: [LOAD, PREEXEC] },
  'starship before': { lines: [STARSHIP, LOAD] },
  'starship after': { lines: [LOAD, STARSHIP] },
  'direnv before': { lines: [DIRENV, LOAD], needs: 'direnv' },
  'direnv after': { lines: [LOAD, DIRENV], needs: 'direnv' },
  'all of them before': { lines: [PREEXEC, STARSHIP, DIRENV, LOAD], needs: 'direnv' },
  'all of them after': { lines: [LOAD, DIRENV, STARSHIP, PREEXEC], needs: 'direnv' },
  'VS Code before': { lines: [VSCODE, LOAD] },
  'VS Code around': { lines: [VSCODE_FIRST, LOAD, VSCODE] },
  'set -eu': { lines: ['set -eu', LOAD] },
  'posix mode': { lines: ['set -o posix', LOAD] },
  'an odd IFS': { lines: [LOAD, 'IFS=jA=_/'] },
};

const interactive = (stage: Stage, lines: readonly string[]): string => runLines(row, stage, lines);

function onStage(run: (stage: Stage) => void): void {
  // The time stays due: each prompt calls as often as it was asked to.
  const stage = buildStage({ __renew: { stdout: reply('set AWS_A=new') }, it: { stdout: reply('set AWS_A=old') } });
  try {
    run(stage);
  } finally {
    stage.remove();
  }
}

const textOf = (stage: Stage, name: string): string =>
  existsSync(join(stage.folder, name)) ? readFileSync(join(stage.folder, name), 'utf8') : '';

const SESSION = (stage: Stage): readonly string[] => [
  'export JPAWS_RENEW_AT=5',
  'true | (exit 3) || true; true | (exit 3) | true',
  `echo ${STATUSES} >../next`,
  'test 1 = 2 || unset none; ! true',
  `'${stage.probe}' 1 "$?"`,
];

describe('PROMPT_COMMAND of bash', { skip: isThere('bash') ? false : 'bash is not installed' }, () => {
  countTests('bash', 'renewal');
  for (const [name, { lines, seesStatuses, needs }] of Object.entries(CASES)) {
    const lacks = needs !== undefined && !isThere(needs) && !requiredShells.includes('bash');
    for (const [times, startUp] of Object.entries({ once: lines, twice: [...lines, ...lines] })) {
      test(
        `with ${name}, loaded ${times}: each prompt renews once`,
        { skip: lacks ? `${needs} is missing` : false },
        () =>
          onStage((stage) => {
            const wrote = interactive(stage, [...startUp, ...SESSION(stage)]);
            const { status, environment, calls } = stage.observation(1);
            assert.deepEqual([status, environment['AWS_A'], calls.length], [1, 'new', 4], wrote);
            assert.equal(textOf(stage, 'next'), '0 0 3 0\n');
            if (seesStatuses === true) assert.ok(textOf(stage, 'own').includes('\n0 0 3 0\n'), textOf(stage, 'own'));
            assert.doesNotMatch(wrote, /not found|syntax error|unbound/);
          }),
      );
    }
  }

  for (const [name, line] of Object.entries({ replaced: "PROMPT_COMMAND='true'", removed: 'unset PROMPT_COMMAND' })) {
    test(`when it is ${name} after loading, the next use has the prompt renew again`, () =>
      onStage((stage) => {
        const wrote = interactive(stage, [LOAD, line, 'jpaws use it', ...SESSION(stage)]);
        const { environment, calls } = stage.observation(1);
        assert.deepEqual([environment['AWS_A'], calls.length], ['new', 5], wrote);
      }));
  }

  for (const [name, lines] of Object.entries({ before: [VSCODE, LOAD], around: [VSCODE_FIRST, LOAD, VSCODE] })) {
    test(`VS Code, loaded ${name}, sees the commands of the person only, also after a use`, () =>
      onStage((stage) => {
        const wrote = interactive(stage, [
          "PROMPT_COMMAND='true mine'",
          ...lines,
          ': one',
          'jpaws use it',
          ': two',
          ': three',
        ]);
        const began = textOf(stage, 'began');
        assert.match(began, /^: one\njpaws use it\n: two\n: three\n$/m, wrote);
        assert.doesNotMatch(began, /__jpaws|^true mine/m);
      }));
  }

  test("a person's ERR trap runs once for each failure", () =>
    onStage((stage) => {
      interactive(stage, [
        LOAD,
        "trap 'echo failed >>../failures' ERR",
        'set -E',
        'false',
        '',
        '',
        'true',
        'false',
        'true',
      ]);
      assert.equal(textOf(stage, 'failures'), 'failed\nfailed\n');
    }));

  test('one that is read-only stays as it is, and loading says nothing', () =>
    onStage((stage) => {
      const wrote = interactive(stage, [
        "readonly PROMPT_COMMAND='true'",
        LOAD,
        ...SESSION(stage),
        'declare -p PROMPT_COMMAND',
      ]);
      assert.deepEqual(stage.observation(1).calls, []);
      assert.match(wrote, /declare -r PROMPT_COMMAND="true"/);
      assert.doesNotMatch(wrote, /read-?only variable/);
    }));

  test('an exported one does no harm in a bash that inherits it and has not loaded jpaws', () =>
    onStage((stage) => {
      const inner = "bash --norc --noprofile -i <<'END'\ntrue\necho inner\nEND";
      const wrote = interactive(stage, ["export PROMPT_COMMAND='echo mine'", LOAD, inner]);
      assert.match(wrote, /mine\n[^\n]*inner/s);
      assert.doesNotMatch(wrote, /not found/);
    }));
});
