import { execFileSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { buildFolder, buildHost } from './build-host.ts';
import { type ProcessResult, runProcess } from './run-process.ts';

/** A script to be run in a session of its own. */
export interface ScriptRun {
  readonly script: string;
  /** The whole environment besides PATH, HOME and what the engine itself needs. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folders that come first on PATH. */
  readonly path?: readonly string[];
  readonly cwd?: string;
  readonly stdin?: string;
  /** Runs everything in Constrained Language Mode, as on a machine with AppLocker or WDAC. */
  readonly constrained?: boolean;
  /** The name of the host, which only the test host can choose. Default: that of a console. */
  readonly host?: string;
}

/** Puts the session that it stands in into Constrained Language Mode. */
export const CONSTRAIN = "$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'";

const MISSING = "PowerShell's engine needs dotnet >= 10 or pwsh on this machine";

/** No telemetry, no colours, and no files of the runtime's own in the temporary folder. */
export const ENGINE_ENVIRONMENT = {
  DOTNET_CLI_TELEMETRY_OPTOUT: '1',
  DOTNET_NOLOGO: '1',
  DOTNET_EnableDiagnostics: '0',
  POWERSHELL_TELEMETRY_OPTOUT: '1',
  // A complete pwsh colours its tables and errors also where nobody looks.
  NO_COLOR: '1',
} as const;

/** What is missing for running PowerShell here; undefined when it can run. */
export function missingEngine(): string | undefined {
  return findProgram('pwsh') !== undefined || canBuildHost() ? undefined : MISSING;
}

/**
 * For `test(name, skipWithoutEngine(), …)`: skipped, with the reason, where there is no engine.
 *
 * @throws Error with the reason when JPAWS_REQUIRE_SHELLS names powershell: then a missing engine is a failure
 */
export function skipWithoutEngine(): { readonly skip: string | false } {
  const missing = missingEngine();
  const required = process.env['JPAWS_REQUIRE_SHELLS']?.split(',').includes('powershell') === true;
  if (missing !== undefined && required) throw new Error(missing);
  return { skip: missing ?? false };
}

/** True where the test host can be built, which the rule check for 5.1 needs even beside a pwsh. */
export function canBuildHost(): boolean {
  return dotnetMajor() >= 10;
}

/** Runs the script in pwsh, else in the test host, in a fresh process. */
export function runScript(run: ScriptRun): Promise<ProcessResult> {
  return inHome(async (home) => {
    const file = join(home, 'script.ps1');
    writeFileSync(file, (run.constrained === true ? `${CONSTRAIN}\n` : '') + run.script);
    const [program, words] = await (run.host === undefined ? engine('run') : otherHost(run.host));
    return runProcess({ program, args: [...words, file], env: environment(home, run), cwd: run.cwd, stdin: run.stdin });
  });
}

/** Gives the lines to the engine one by one, as a person types them: `$?` and the prompt are as at a console. */
export async function typeLines(lines: readonly string[], run: Typing = {}): Promise<ProcessResult> {
  return typeInto(await engine('prompt'), lines, run);
}

/** As `typeLines`, in the test host whatever else there is: `pwsh -Command -` asks no prompt. */
export async function typeAtPrompt(lines: readonly string[], run: Typing = {}): Promise<ProcessResult> {
  return typeInto([dotnet(), [await hostProgram(), 'prompt']], lines, run);
}

type Typing = Omit<ScriptRun, 'script' | 'stdin'>;

function typeInto(
  [program, args]: readonly [string, readonly string[]],
  lines: readonly string[],
  run: Typing,
): Promise<ProcessResult> {
  return inHome((home) => {
    const stdin = [...(run.constrained === true ? [CONSTRAIN] : []), ...lines, ''].join('\n');
    return runProcess({ program, args, env: environment(home, run), cwd: run.cwd, stdin });
  });
}

/** The program and the arguments before the script: `run` a file, or take the lines of a `prompt` from stdin. */
export async function engine(task: 'run' | 'prompt'): Promise<readonly [string, readonly string[]]> {
  const pwsh = findProgram('pwsh');
  if (pwsh !== undefined) {
    return [pwsh, ['-NoLogo', '-NoProfile', '-NonInteractive', ...(task === 'run' ? ['-File'] : ['-Command', '-'])]];
  }
  return [dotnet(), [await hostProgram(), task]];
}

/** The test host under the name of another host. */
async function otherHost(name: string): Promise<readonly [string, readonly string[]]> {
  return [dotnet(), [await hostProgram(), 'run-in', name]];
}

/** The program and the arguments of a session in a terminal; `buildHost` or a run before it has to have made the host. */
export function terminalEngine(): readonly [string, readonly string[]] {
  const pwsh = findProgram('pwsh');
  if (pwsh !== undefined) return [pwsh, ['-NoLogo', '-NoProfile']];
  return [dotnet(), [join(buildFolder(), 'jpaws-test-host.dll'), 'prompt']];
}

/** The findings of the Windows PowerShell 5.1 rule check over the files, one a line. @throws Error when it cannot run */
export function checkRules51(files: readonly string[]): Promise<readonly string[]> {
  return inHome(async (home) => {
    const run = { program: dotnet(), args: [await hostProgram(), 'rules', ...files], env: environment(home, {}) };
    const { stdout, stderr, status } = await runProcess(run);
    if (stderr !== '' || status === null || status > 1) throw new Error(`the rule check failed: ${stderr}`);
    return stdout.split('\n').filter((line) => line !== '');
  });
}

const hostProgram = async (): Promise<string> => join(await buildHost(), 'jpaws-test-host.dll');

async function inHome<T>(work: (home: string) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'jpaws-home-'));
  try {
    return await work(home);
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** What Windows and dotnet need to run at all; nothing of AWS and nothing of jpaws but what the run asks for. */
function environment(home: string, run: Omit<ScriptRun, 'script'>): Record<string, string> {
  const names = /^(?:SystemRoot|OS|PATHEXT|TEMP|TMP|TMPDIR|DOTNET_ROOT.*|LANG|LC_ALL|PROCESSOR_ARCHITECTURE)$/;
  const machine = Object.entries(process.env).filter((entry): entry is [string, string] => names.test(entry[0]));
  const path = [...(run.path ?? []), process.env['PATH'] ?? ''].join(delimiter);
  return { ...Object.fromEntries(machine), ...ENGINE_ENVIRONMENT, HOME: home, PATH: path, ...run.env };
}

/** The .NET command's path. */
export function dotnet(): string {
  return findProgram('dotnet') ?? 'dotnet';
}

function findProgram(name: string): string | undefined {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => join(folder, file)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

let major: number | undefined;

function dotnetMajor(): number {
  if (major !== undefined) return major;
  try {
    const env = { ...process.env, ...ENGINE_ENVIRONMENT };
    major = Number.parseInt(execFileSync('dotnet', ['--version'], { env, encoding: 'utf8', stdio: 'pipe' }), 10);
  } catch {
    major = 0;
  }
  return major;
}
