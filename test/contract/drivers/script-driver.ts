import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShellRow } from '../../../src/shells/table.ts';
import { isObserved } from '../driver.ts';
import type { Interaction, ObservedStep, Oddity, Report, Scenario, ShellDriver, Step } from '../driver.ts';
import { measureSourcing } from '../sourcing.ts';
import { buildStage, renderedScript, type Stage } from '../stage.ts';
import { completeInTerminal, loadIn, openLoadedTerminal } from '../terminal.ts';

/** How a family of shells says what a scenario's steps ask for. */
export interface Grammar {
  quote(text: string): string;
  /** Sets an exported variable; both texts are quoted where needed. */
  set(name: string, quotedValue: string): string;
  unset(name: string): string;
  load(quotedPath: string): string;
  /** The word that holds the last status. */
  readonly lastStatus: string;
}

/** What the tests know of one shell beyond its row and grammar; a shell without an entry has none of it. */
export interface ShellFacts {
  /** A line that prints the shell's version, for a shell that has no `--version`. */
  readonly version?: string;
  /** See `ShellDriver.notRun`. */
  readonly notRun?: readonly string[];
  readonly oddities?: readonly Oddity[];
  readonly tracings?: readonly Oddity[];
  readonly blockades?: readonly Oddity[];
  readonly unhidable?: readonly Oddity[];
  /** See `Interaction.pipe`. */
  readonly pipe?: Interaction['pipe'];
  /** See `Interaction.ownPrompt`. */
  readonly ownPrompt?: string;
  /** Runs what the integration does at each prompt, in a session that is not interactive; see `ShellDriver.prompts`. */
  readonly prompt?: { readonly line: string; readonly showsStatus: boolean };
  /** See `ShellDriver.readsOnlyItsLocale`. */
  readonly readsOnlyItsLocale?: true;
  /** A line that prints the names of all functions, variables and aliases. */
  readonly listNames?: string;
  /** See `Interaction.prompt`. */
  readonly asksWith?: RegExp;
  /** A line to be typed before completion works in an interactive session. */
  readonly startCompletion?: string;
}

const LIMIT_MS = 60_000;
const AT_ONCE = 3;

/** A driver that writes each session as a script in the shell's language and lets the shell read it. */
export function scriptDriver(row: ShellRow, grammar: Grammar, facts: ShellFacts): ShellDriver {
  const integration = renderedScript(row.script);
  const run = async (scenario: Scenario): Promise<Report> => {
    const stage = buildStage(scenario.answers);
    try {
      const script = sessionScript(scenario, {
        stage,
        grammar,
        integration: writeIntegration(stage, row, integration),
        prompt: facts.prompt?.line ?? '',
      });
      const transcript = await runSession(row, { stage, script, environment: scenario.environment ?? {} });
      return reportOf(scenario, stage, transcript);
    } finally {
      stage.remove();
    }
  };
  return {
    id: row.id,
    missing: () => (isInstalled(row.program) ? undefined : `${row.program} is not installed`),
    version: () => versionOf(row, facts),
    notRun: facts.notRun ?? [],
    sourcing: (rounds) => measureSourcing(row, { grammar, rounds }),
    oddities: facts.oddities ?? [],
    ...(facts.prompt === undefined ? {} : { prompts: facts.prompt }),
    tracings: facts.tracings ?? [],
    blockades: facts.blockades ?? [],
    unhidable: facts.unhidable ?? [],
    ...(facts.readsOnlyItsLocale === undefined ? {} : { readsOnlyItsLocale: true }),
    run: (scenarios) => inParallel(scenarios, run),
    completes: row.completes,
    complete: (completion) => completeInTerminal(row, { grammar, completion, integration, facts }),
    interact: {
      open: (stage) => openLoadedTerminal(row, stage, { grammar, integration, facts }),
      load: (terminal, stage) => loadIn(terminal, { row, stage, grammar, integration, facts }),
      nested: [row.program, ...row.bareArguments, '-i'].join(' '),
      trace: facts.tracings?.[0]?.after ?? 'set -x',
      lastStatus: grammar.lastStatus,
      ...(facts.asksWith === undefined ? {} : { prompt: facts.asksWith }),
      ...(facts.pipe === undefined ? {} : { pipe: facts.pipe }),
      ...(facts.ownPrompt === undefined ? {} : { ownPrompt: facts.ownPrompt }),
      set: (name, value) => grammar.set(name, grammar.quote(value)),
    },
    addedNames: () => addedNames(row, { grammar, integration, listNames: facts.listNames ?? 'set; alias' }),
  };
}

function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
}

/** What the shell says that it is. */
async function versionOf(row: ShellRow, facts: ShellFacts): Promise<string> {
  const stage = buildStage({});
  try {
    const script = `${facts.version ?? `${row.program} --version`}\n`;
    const text = await runSession(row, { stage, script, environment: {} });
    return (facts.version === undefined ? /\d+(?:\.\d+)+/.exec(text)?.[0] : text.trim()) ?? 'unknown';
  } finally {
    stage.remove();
  }
}

export function writeIntegration(stage: Stage, row: ShellRow, text: string): string {
  const path = join(stage.folder, row.script);
  writeFileSync(path, text);
  return path;
}

function sessionScript(
  scenario: Scenario,
  { stage, grammar, integration, prompt }: { stage: Stage; grammar: Grammar; integration: string; prompt: string },
): string {
  const load = grammar.load(grammar.quote(integration));
  const lines = scenario.steps.map((step, at) => stepLine(step, { at, stage, grammar, load, prompt }));
  const all = [scenario.oddity?.before, load, scenario.oddity?.after, ...lines];
  return `${all.filter((line) => line !== undefined).join('\n')}\n`;
}

interface Surroundings {
  readonly at: number;
  readonly stage: Stage;
  readonly grammar: Grammar;
  readonly load: string;
  readonly prompt: string;
}

function stepLine(step: Step, around: Surroundings): string {
  const { grammar, load, prompt } = around;
  switch (step.do) {
    case 'set':
      return grammar.set(step.name, grammar.quote(step.value));
    case 'unset':
      return grammar.unset(step.name);
    case 'load':
      return load;
    case 'line':
      return step.text;
    case 'jpaws':
      return observed(`jpaws ${step.args.map(grammar.quote).join(' ')}`, step, around);
    case 'prompt':
      return `/bin/sh -c 'exit ${step.status ?? 0}'\n${observed(prompt, step, around)}`;
  }
}

/** The line with its streams noted, then the note of its status and of the environment. */
function observed(line: string, { stdin }: ObservedStep, { at, stage, grammar }: Surroundings): string {
  const source = stdin === undefined ? '/dev/null' : stage.note('stdin', at);
  if (stdin !== undefined) writeFileSync(source, stdin);
  const [from, out, err, probe] = [source, stage.note('stdout', at), stage.note('stderr', at), stage.probe].map(
    grammar.quote,
  );
  return `${line} <${from} >${out} 2>${err}\n${probe} ${at} ${grammar.lastStatus}`;
}

/** Runs the script in the shell; what the shell itself wrote, both streams in one text. */
async function runSession(
  row: ShellRow,
  { stage, script, environment }: { stage: Stage; script: string; environment: Readonly<Record<string, string>> },
): Promise<string> {
  const path = join(stage.folder, 'session');
  writeFileSync(path, script);
  const child = spawn(row.program, [...row.bareArguments, path], {
    cwd: stage.work,
    env: { ...stage.environment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT_MS,
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (text += part));
  await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  return text;
}

function reportOf(scenario: Scenario, stage: Stage, transcript: string): Report {
  const seen = scenario.steps.flatMap((step, at) => {
    if (!isObserved(step)) return [];
    try {
      return [stage.observation(at)];
    } catch (error) {
      throw new Error(`the session ended before step ${at}; it wrote: ${transcript}`, { cause: error });
    }
  });
  return { seen, transcript, shells: stage.shells(), files: stage.files() };
}

/** Results in the order of the inputs; a few run at a time. */
export async function inParallel<In, Out>(inputs: readonly In[], run: (input: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < inputs.length; at = next++) results[at] = await run(inputs[at] as In);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}

async function addedNames(
  row: ShellRow,
  { grammar, integration, listNames }: { grammar: Grammar; integration: string; listNames: string },
): Promise<readonly string[]> {
  const stage = buildStage({});
  try {
    const load = grammar.load(grammar.quote(writeIntegration(stage, row, integration)));
    const names = async (lines: readonly string[]): Promise<Set<string>> => {
      const text = await runSession(row, { stage, script: `${lines.join('\n')}\n`, environment: {} });
      return new Set(text.split('\n').map((line) => line.replace(/[=( ].*/s, '')));
    };
    const before = await names([listNames]);
    return [...(await names([load, listNames]))].filter((name) => !before.has(name));
  } finally {
    stage.remove();
  }
}
