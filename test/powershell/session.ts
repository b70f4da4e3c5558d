import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScript } from './engine.ts';
import { importLine, renderModule } from './module.ts';
import type { ProcessResult } from './run-process.ts';

/** What the stand-in for the program does when it is called with certain arguments. */
export interface Answer {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly status?: number;
}

export interface Session {
  /** PowerShell text; the module is loaded already. `& $probe` notes the variables that a child process sees. */
  readonly script: string;
  /** Keyed by all arguments with blanks between; other calls succeed and say nothing. */
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly cwd?: string;
  readonly constrained?: boolean;
  /** The name of the host that the session believes to be in. */
  readonly host?: string;
  /** Text that stands before the module is loaded. */
  readonly before?: string;
  /** The folder of a real program instead of the stand-in's. */
  readonly program?: string;
  /** The folder of another copy of the module. */
  readonly module?: string;
}

export interface Call {
  readonly contract: string | undefined;
  /** JPAWS_ERRORS. */
  readonly errors: string | undefined;
  readonly args: readonly string[];
}

export interface SessionResult extends ProcessResult {
  /** Lines of stdout. */
  readonly lines: readonly string[];
  /** The calls of the stand-in. */
  readonly calls: readonly Call[];
  /** The AWS_* and JPAWS_* variables at each `& $probe`. */
  readonly probes: readonly Readonly<Record<string, string>>[];
}

let rendered: string | undefined;

/** The module as built, one for each test process. */
export function testModule(): string {
  rendered ??= renderModule();
  return rendered;
}

/** Runs a script in a fresh session with the module loaded and a stand-in for the program on PATH. */
export async function runSession(session: Session): Promise<SessionResult> {
  const folder = mkdtempSync(join(tmpdir(), 'jpaws-session-'));
  try {
    writeStandIn(folder, session.answers ?? {});
    const lines = [
      `$probe = '${join(folder, 'probe')}'`,
      session.before ?? '',
      importLine(session.module ?? testModule()),
      session.script,
    ];
    const { script: _, program = join(folder, 'bin'), ...rest } = session;
    const result = await runScript({ ...rest, path: [program], script: lines.join('\n') });
    const written = result.stdout.split('\n').map((line) => line.replace(/\r$/, ''));
    return {
      ...result,
      lines: written.filter((line) => line !== ''),
      calls: readCalls(folder),
      probes: readProbes(folder),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The whole reply of the contract that carries these records. */
export function reply(...records: readonly string[]): string {
  return ['jpaws/1', ...records, 'end', ''].join('\n');
}

function writeStandIn(folder: string, answers: Readonly<Record<string, Answer>>): void {
  const cases = Object.entries(answers).map(([words, { stdout = '', stderr = '', status = 0 }], at) => {
    writeFileSync(join(folder, `${at}.out`), stdout);
    writeFileSync(join(folder, `${at}.err`), stderr);
    return `${quoted(words)}) cat '${folder}/${at}.out'; cat '${folder}/${at}.err' >&2; exit ${status};;`;
  });
  mkdirSync(join(folder, 'bin'));
  writeExecutable(join(folder, 'bin', 'jpaws'), [
    `printf '%s\\0' "\${JPAWS_CONTRACT-}" "\${JPAWS_ERRORS-}" "$@" >>'${folder}/calls'; printf '\\001' >>'${folder}/calls'`,
    ...(cases.length === 0 ? [] : ['case "$*" in', ...cases, 'esac']),
  ]);
  writeExecutable(join(folder, 'probe'), [`env -0 >>'${folder}/probes'; printf '\\001' >>'${folder}/probes'`]);
}

function writeExecutable(file: string, lines: readonly string[]): void {
  writeFileSync(file, ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(file, 0o755);
}

function readCalls(folder: string): readonly Call[] {
  return entries(join(folder, 'calls')).map(([contract, errors, ...args]) => ({
    contract: contract === '' ? undefined : contract,
    errors: errors === '' ? undefined : errors,
    args,
  }));
}

function readProbes(folder: string): readonly Readonly<Record<string, string>>[] {
  return entries(join(folder, 'probes')).map((variables) => {
    const pairs = variables.map((text) => /^((?:AWS|JPAWS)_[^=]*)=(.*)$/s.exec(text)).filter((found) => found !== null);
    return Object.fromEntries(pairs.map(([, name, value]) => [name, value]));
  });
}

function entries(file: string): readonly (readonly string[])[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\x01')
    .slice(0, -1)
    .map((entry) => entry.split('\0').slice(0, -1));
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
