import type { Env } from '../domain/env.ts';
import type { LoadAdvice } from '../domain/errors.ts';
import { findShell, type ShellRow } from './table.ts';

/**
 * The person's shell as far as the environment tells: PowerShell hands PSModulePath to its children,
 * the others leave the log-in shell's path in SHELL. Undefined for one that is not in the table.
 */
export function shellOfPerson(env: Env): ShellRow | undefined {
  const logIn = /([^/\\]+?)(?:\.exe)?$/.exec(env['SHELL'] ?? '')?.[1] ?? '';
  return findShell(env['PSModulePath'] === undefined ? logIn : 'powershell');
}

/** The line that loads jpaws into the person's shell. */
export const loadAdvice = (env: Env): LoadAdvice =>
  shellOfPerson(env) ?? { startupFile: 'the start-up file of your shell', loadLine: 'see jpaws init --help' };
