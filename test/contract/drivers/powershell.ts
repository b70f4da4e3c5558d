import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShellRow } from '../../../src/shells/table.ts';
import { engine, ENGINE_ENVIRONMENT, missingEngine } from '../../powershell/engine.ts';
import { importLine, quoteText, renderModule } from '../../powershell/module.ts';
import { type ProcessResult, runProcess } from '../../powershell/run-process.ts';
import { isObserved } from '../driver.ts';
import type { Completion, Observation, Report, Scenario, ShellDriver, Step } from '../driver.ts';
import { buildStage, type Stage } from '../stage.ts';
import { inParallel } from './script-driver.ts';
import { powershellOddities, powershellTracings } from './powershell-facts.ts';
import { powershellInteraction } from './powershell-terminal.ts';

/** The driver of PowerShell: the module as built, in pwsh or in the test host. */
export function driverFor(row: ShellRow): ShellDriver {
  let line: string | undefined;
  const load = () => (line ??= importLine(renderModule()));
  return {
    id: row.id,
    missing: missingEngine,
    version: () => engineVersion(),
    notRun: ['Windows PowerShell 5.1 (its rules only)'],
    oddities: powershellOddities,
    prompts: { showsStatus: true },
    losesLineEnds: true,
    tracings: powershellTracings,
    // An environment variable of PowerShell cannot be made read-only.
    blockades: [],
    unhidable: [],
    run: (scenarios) => inParallel(scenarios, (scenario) => runScenario(scenario, load())),
    completes: row.completes,
    complete: (completion) => complete(completion, load()),
    interact: powershellInteraction(row, load),
    addedNames: () => addedNames(load()),
  };
}

/** Written to both streams around each step, so that what was written in between can be told apart. */
const MARK = '\u0001';

async function runScenario(scenario: Scenario, load: string): Promise<Report> {
  const stage = buildStage(scenario.answers);
  try {
    // Without double quotes: Legacy argument passing would break them.
    const mark = String.raw`& /bin/sh -c 'printf \\001; printf \\001 >&2'`;
    const steps = scenario.steps.map((step, at) => stepLines(step, { at, mark, load, probe: stage.probe }));
    const script = [scenario.oddity?.before, load, scenario.oddity?.after, ...steps].filter(
      (line) => line !== undefined,
    );
    const stdin = scenario.steps.map((step) => (isObserved(step) ? (step.stdin ?? '') : '')).join('');
    const result = await runOnStage(stage, {
      script: script.join('\n'),
      stdin,
      environment: scenario.environment ?? {},
    });
    return reportOf(scenario, stage, result);
  } finally {
    stage.remove();
  }
}

function stepLines(
  step: Step,
  { at, mark, load, probe }: { at: number; mark: string; load: string; probe: string },
): string {
  switch (step.do) {
    case 'set':
      return `\${env:${step.name}} = ${quoteText(step.value)}`;
    case 'unset':
      return `\${env:${step.name}} = $null`;
    case 'load':
      return load;
    case 'line':
      return step.text;
    case 'jpaws':
      return [
        mark,
        `jpaws ${step.args.map(quoteText).join(' ')}`,
        '$jpawsStatus = $LASTEXITCODE',
        mark,
        `& ${quoteText(probe)} ${at} $jpawsStatus`,
      ].join('\n');
    case 'prompt':
      return [
        // The first call that brings credentials does this; here they come without a call.
        '& (Get-Module JpAws) { Import-Core; Enable-Renewal }',
        mark,
        `& /bin/sh -c 'exit ${step.status ?? 0}'`,
        '$null = prompt',
        '$jpawsStatus = $LASTEXITCODE',
        mark,
        `& ${quoteText(probe)} ${at} $jpawsStatus`,
      ].join('\n');
  }
}

async function runOnStage(
  stage: Stage,
  { script, stdin, environment }: { script: string; stdin: string; environment: Readonly<Record<string, string>> },
): Promise<ProcessResult> {
  const file = join(stage.folder, 'session.ps1');
  writeFileSync(file, `${script}\n`);
  const [program, words] = await engine('run');
  const env = { ...stage.environment, ...ENGINE_ENVIRONMENT, ...environment };
  return runProcess({ program, args: [...words, file], env, cwd: stage.work, stdin });
}

function reportOf(scenario: Scenario, stage: Stage, { stdout, stderr }: ProcessResult): Report {
  const [out, err] = [stdout.split(MARK), stderr.split(MARK)];
  const transcript = [out, err].map((parts) => parts.filter((_, at) => at % 2 === 0).join('')).join('');
  const calls = scenario.steps.flatMap((step, at) => (isObserved(step) ? [at] : []));
  const seen = calls.map((step, at): Observation => {
    try {
      return { ...stage.observation(step), stdout: out[2 * at + 1] ?? '', stderr: err[2 * at + 1] ?? '' };
    } catch (error) {
      throw new Error(`the session ended before step ${step}; it wrote: ${stdout}${stderr}`, { cause: error });
    }
  });
  return { seen, transcript, shells: stage.shells(), files: stage.files() };
}

/** The engine's own version. */
async function engineVersion(): Promise<string> {
  const stage = buildStage({});
  try {
    const script = '"$($PSVersionTable.PSVersion)"';
    return (await runOnStage(stage, { script, stdin: '', environment: {} })).stdout.trim();
  } finally {
    stage.remove();
  }
}

/** Asks the engine what Tab asks, takes its first answer, and runs the line. */
async function complete(completion: Completion, load: string): Promise<readonly string[]> {
  const stage = buildStage({});
  try {
    writeFileSync(join(stage.folder, 'candidates'), completion.candidates.map((line) => `${line}\n`).join(''));
    const script = `
      ${load}
      $line = ${quoteText(completion.typed)}
      $found = [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)
      if ($found.CompletionMatches.Count -gt 0) {
        $line = $line.Substring(0, $found.ReplacementIndex) + $found.CompletionMatches[0].CompletionText + $line.Substring($found.ReplacementIndex + $found.ReplacementLength)
      }
      & ([scriptblock]::Create($line))`;
    await runOnStage(stage, { script, stdin: '', environment: {} });
    return stage.calls().at(-1)?.args ?? [];
  } finally {
    stage.remove();
  }
}

async function addedNames(load: string): Promise<readonly string[]> {
  const names = async (lines: readonly string[]): Promise<ReadonlySet<string>> => {
    const stage = buildStage({});
    try {
      const list = '(Get-Command -CommandType Function, Alias).Name; (Get-Item Variable:*).Name';
      const { stdout } = await runOnStage(stage, { script: [...lines, list].join('\n'), stdin: '', environment: {} });
      return new Set(stdout.split('\n'));
    } finally {
      stage.remove();
    }
  };
  const before = await names([]);
  return [...(await names([load]))].filter((name) => !before.has(name));
}
