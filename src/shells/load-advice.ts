import type { Env } from '../domain/env.ts';
import type { LoadAdvice } from '../domain/errors.ts';
import { findShell, type ShellRow } from './table.ts';

/**
 * The shell and version of the integration through which this call came, from JPAWS_SHELL (`bash/0.1.0`); undefined
 * when it came through none.
 */
export function callingShell(env: Env): { readonly row: ShellRow; readonly version: string } | undefined {
  const [, id = '', version = ''] = /^([a-z0-9]+)\/([0-9a-z.-]+)$/.exec(env['JPAWS_SHELL'] ?? '') ?? [];
  const row = findShell(id);
  return row && { row, version };
}

/**
 * The person's shell as far as it can be told: the one whose integration calls; else the one that started this process;
 * else PowerShell, which hands PSModulePath to its children, or the log-in shell in SHELL. Undefined for one that is
 * not in the table.
 * @param parent name of the program that started this process, such as `zsh` or `-bash`
 */
export function shellOfPerson(env: Env, parent = ''): ShellRow | undefined {
  const shell = env['SHELL'] ?? '';
  // Git Bash names itself in SHELL, as a program of Windows, where every process has PSModulePath.
  const isGitBash = WINDOWS_PROGRAM.test(shell);
  const logIn = env['PSModulePath'] === undefined || isGitBash ? shell : 'powershell';
  // `sh` runs scripts for other programs: it says nothing about the person.
  return callingShell(env)?.row ?? shellOfProgram(nameOf(parent) === 'sh' ? '' : parent) ?? shellOfProgram(logIn);
}

const WINDOWS_PROGRAM = /\.exe$|^[a-z]:[\\/]/i;

/** @param program a path or a bare name; log-in shells have a hyphen in front */
const shellOfProgram = (program: string): ShellRow | undefined => findShell(nameOf(program));

function nameOf(program: string): string {
  const [, name = '', extension] = /^-?(?:.*[/\\])?([^/\\]+?)(\.exe)?$/i.exec(program) ?? [];
  // Windows writes its names in any case.
  return extension === undefined ? name : name.toLowerCase();
}

/** How jpaws is loaded into the person's shell, which is told as by `shellOfPerson`. */
export const loadAdvice = (env: Env, parent?: string): LoadAdvice =>
  shellOfPerson(env, parent) ?? { startupFile: 'the start-up file of your shell', loadLine: 'see jpaws init --help' };
