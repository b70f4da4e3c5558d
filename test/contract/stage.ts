import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderScript } from '../../src/shells/render.ts';
import { CONTRACT } from '../../src/shells/reply.ts';
import type { Answer, Call, Observation } from './driver.ts';

/** Where a session is run: a folder with the fake binary, its answers, and what was seen of both. */
export interface Stage {
  readonly folder: string;
  /** The folder of the fake binary, for PATH. */
  readonly bin: string;
  /** The variables of a fresh session: little more than PATH, HOME and TMPDIR. */
  readonly environment: Readonly<Record<string, string>>;
  /** The working folder of the session. */
  readonly work: string;
  /** A program: `probe N STATUS` notes the status, its own environment and the calls since the last note. */
  readonly probe: string;
  /** The path for a note of step N. */
  note(kind: 'stdin' | 'stdout' | 'stderr', step: number): string;
  /** What was noted at step N. @throws Error when the session did not get that far */
  observation(step: number): Observation;
  calls(file?: string): readonly Call[];
  /** JPAWS_SHELL of each call, completion included. */
  shells(): readonly string[];
  /** Names that the session left in its working folder and TMPDIR. */
  files(): readonly string[];
  remove(): void;
}

/** Env commands of the scenarios; the same for every shell. */
export const ENV_COMMANDS = ['use', 'clear', 'logout', '__renew'];

/** The finished script of `shells/NAME`, as the build makes it. */
export function renderedScript(name: string): string {
  const template = readFileSync(new URL(`../../shells/${name}`, import.meta.url), 'utf8');
  return renderScript(template, { version: '0.1.0', contract: CONTRACT, envCommands: ENV_COMMANDS });
}

// Answers with the files of the folder that its last argument names. Like the program, it ignores Ctrl-Z while captured.
const FAKE = `#!/bin/sh
stage=\${0%/bin/jpaws}
for name; do :; done
printf '%s\\n' "\${JPAWS_SHELL-}" >>"$stage/shells"
case $1 in
__complete)
  printf '%s\\0' "\${JPAWS_CONTRACT-}" "$#" "$@" >>"$stage/completions"
  exec cat "$stage/candidates"
  ;;
esac
printf '%s\\0' "\${JPAWS_CONTRACT-}" "$#" "$@" >>"$stage/calls"
answer=$stage/answers/$name
[ -f "$answer/status" ] || { echo "the fake binary has no answer $name" >&2; exit 99; }
[ -z "\${JPAWS_CONTRACT-}" ] || trap '' TSTP
[ ! -e "$answer/echoesStdin" ] || cat
[ ! -e "$answer/stderr" ] || cat "$answer/stderr" >&2
[ ! -e "$answer/stdout" ] || cat "$answer/stdout"
if [ -e "$answer/waits" ]; then
  trap 'exit 130' INT
  : >"$stage/waiting"
  rounds=0
  while [ $rounds -lt 100 ] && [ ! -e "$stage/go" ]; do sleep 0.1; rounds=$((rounds + 1)); done
fi
[ ! -e "$answer/signal" ] || { read -r signal <"$answer/signal"; kill -s "$signal" $$; }
read -r status <"$answer/status"
exit "$status"
`;

// For a signal most shells say 128 + n, ksh93 256 + n, yash 384 + n.
const PROBE = `#!/bin/sh
stage=\${0%/probe}
status=$2
[ "$2" -le 255 ] 2>/dev/null || status=$(($2 % 128 + 128))
printf %s "$status" >"$stage/status.$1"
[ ! -e "$stage/calls" ] || mv "$stage/calls" "$stage/calls.$1"
env -0 >"$stage/part.$1"
# Whole from the moment that it is there.
exec mv "$stage/part.$1" "$stage/environment.$1"
`;

/** Where fish's sessions tell each other of universal variables. */
const OF_FISH = /^fish\.\w+$/;

/** Builds a stage with these answers of the fake binary, keyed by the last argument of a call. */
export function buildStage(answers: Readonly<Record<string, Answer>>): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'jpaws-stage-'));
  const within = (...names: string[]): string => join(folder, ...names);
  for (const name of ['bin', 'work', 'home', 'tmp', 'answers']) mkdirSync(within(name));
  writeProgram(within('bin', 'jpaws'), FAKE);
  writeProgram(within('probe'), PROBE);
  for (const [name, answer] of Object.entries(answers)) writeAnswer(within('answers', name), answer);
  const calls = (file = 'calls'): readonly Call[] =>
    existsSync(within(file)) ? callsFromText(read(within(file))) : [];
  const optional = (path: string): string => (existsSync(path) ? read(path) : '');
  const note: Stage['note'] = (kind, step) => within(`${kind}.${step}`);
  return {
    folder,
    bin: within('bin'),
    work: within('work'),
    probe: within('probe'),
    environment: {
      PATH: `${within('bin')}:/usr/local/bin:/usr/bin:/bin`,
      HOME: within('home'),
      TMPDIR: within('tmp'),
      TERM: 'dumb',
      LC_ALL: 'C.UTF-8',
    },
    note,
    calls,
    observation: (step) => ({
      status: Number(read(within(`status.${step}`))),
      stdout: optional(note('stdout', step)),
      stderr: optional(note('stderr', step)),
      environment: ownVariables(read(within(`environment.${step}`))),
      calls: calls(`calls.${step}`),
    }),
    shells: () => optional(within('shells')).split('\n').slice(0, -1),
    files: () => [...readdirSync(within('work')), ...readdirSync(within('tmp'))].filter((name) => !OF_FISH.test(name)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const read = (path: string): string => readFileSync(path, 'utf8');

function writeProgram(path: string, text: string): void {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

function writeAnswer(folder: string, answer: Answer): void {
  mkdirSync(folder);
  writeFileSync(join(folder, 'status'), `${answer.status ?? 0}\n`);
  if (answer.stdout !== undefined) writeFileSync(join(folder, 'stdout'), answer.stdout);
  if (answer.stderr !== undefined) writeFileSync(join(folder, 'stderr'), answer.stderr);
  if (answer.signal !== undefined) writeFileSync(join(folder, 'signal'), `${answer.signal}\n`);
  if (answer.echoesStdin === true) writeFileSync(join(folder, 'echoesStdin'), '');
  if (answer.waits === true) writeFileSync(join(folder, 'waits'), '');
}

/** Records of `contract NUL count NUL argument NUL …`. */
function callsFromText(text: string): Call[] {
  const fields = text.split('\0');
  const calls: Call[] = [];
  for (let at = 0; at + 1 < fields.length;) {
    const contract = fields[at];
    const count = Number(fields[at + 1]);
    calls.push({ args: fields.slice(at + 2, at + 2 + count), contract: contract === '' ? undefined : contract });
    at += 2 + count;
  }
  return calls;
}

/** The AWS_* and JPAWS_* variables of an `env -0`, sorted by name. */
function ownVariables(text: string): Record<string, string> {
  const pairs = text.split('\0').map((line): [string, string] => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1)];
  });
  return Object.fromEntries(
    pairs.filter(([name]) => /^J?P?AWS_/.test(name)).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
