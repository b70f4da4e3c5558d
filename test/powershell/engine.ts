import { execFileSync, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { buildHost, hostFolder } from './build-host.ts';

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
}

export interface ScriptResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const MISSING = "PowerShell's engine needs dotnet >= 10 or pwsh on this machine";
const WORDS_OF_THE_ENGINE = { DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1', POWERSHELL_TELEMETRY_OPTOUT: '1' };

/**
 * What is missing for running PowerShell here; undefined when it can run.
 *
 * @throws Error with that sentence when JPAWS_REQUIRE_SHELLS names powershell: then a missing engine is a failure
 */
export function missingEngine(): string | undefined {
  if (findProgram('pwsh') !== undefined || dotnetMajor() >= 10) return undefined;
  if (process.env['JPAWS_REQUIRE_SHELLS']?.split(/[\s,]+/).includes('powershell')) throw new Error(MISSING);
  return MISSING;
}

/** For `test(name, engineOptions, …)`: skipped, with the reason, where there is no engine. */
export function skipWithoutEngine(): { readonly skip: string | false } {
  return { skip: missingEngine() ?? false };
}

/** Runs the script in pwsh, else in the test host, in a fresh process. */
export async function runScript(run: ScriptRun): Promise<ScriptResult> {
  const folder = mkdtempSync(join(tmpdir(), 'jpaws-script-'));
  try {
    const file = join(folder, 'script.ps1');
    const mode = run.constrained === true ? "$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'\n" : '';
    writeFileSync(file, mode + run.script);
    const [program, words] = await engine('run');
    return await runProgram(program, [...words, file], { ...run, home: folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Gives the lines to the engine one by one, as a person types them: `$?` and the prompt are as at a console. */
export async function typeLines(lines: readonly string[], run: Omit<ScriptRun, 'script' | 'stdin'>): Promise<ScriptResult> {
  const folder = mkdtempSync(join(tmpdir(), 'jpaws-script-'));
  try {
    const mode = run.constrained === true ? ["$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'"] : [];
    const [program, words] = await engine('prompt');
    const stdin = [...mode, ...lines, ''].join('\n');
    return await runProgram(program, words, { ...run, stdin, home: folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The program and the arguments before the script: `run` a file, or take the lines of a `prompt` from stdin. */
export async function engine(task: 'run' | 'prompt'): Promise<readonly [string, readonly string[]]> {
  const pwsh = findProgram('pwsh');
  if (pwsh !== undefined) {
    return [pwsh, ['-NoLogo', '-NoProfile', '-NonInteractive', ...(task === 'run' ? ['-File'] : ['-Command', '-'])]];
  }
  return [dotnet(), [join(await buildHost(), 'jpaws-test-host.dll'), task]];
}

/** The findings of the Windows PowerShell 5.1 rule check over the files, one a line; needs the host, whatever pwsh is there. */
export async function checkRules51(files: readonly string[]): Promise<readonly string[]> {
  const dll = join(await buildHost(), 'jpaws-test-host.dll');
  const { stdout, stderr, status } = await runProgram(dotnet(), [dll, 'rules', ...files], { script: '', home: hostFolder });
  if (stderr !== '' || status === null || status > 1) throw new Error(`the rule check failed: ${stderr}`);
  return stdout.split('\n').filter((line) => line !== '');
}

/** True where the rule check can run: it is part of the host, which dotnet builds. */
export function canCheckRules(): boolean {
  return dotnetMajor() >= 10;
}

function runProgram(program: string, args: readonly string[], run: ScriptRun & { readonly home: string }): Promise<ScriptResult> {
  const path = [...(run.path ?? []), process.env['PATH'] ?? ''].join(delimiter);
  const env = { ...machineEnvironment(), ...WORDS_OF_THE_ENGINE, HOME: run.home, PATH: path, ...run.env };
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: run.cwd, env, stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
    // A script that reads nothing may end before it was given everything.
    child.stdin.on('error', () => undefined).end(run.stdin ?? '');
  });
}

/** What Windows and dotnet need to run at all; nothing of AWS and nothing of jpaws. */
function machineEnvironment(): Record<string, string> {
  const names = /^(?:SystemRoot|OS|PATHEXT|TEMP|TMP|TMPDIR|DOTNET_ROOT.*|LANG|LC_ALL|PROCESSOR_ARCHITECTURE)$/;
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => names.test(entry[0])));
}

function dotnet(): string {
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
    const env = { ...process.env, ...WORDS_OF_THE_ENGINE };
    major = Number.parseInt(execFileSync('dotnet', ['--version'], { env, encoding: 'utf8', stdio: 'pipe' }), 10);
  } catch {
    major = 0;
  }
  return major;
}
