import type { Env } from '../domain/env-change.ts';
import type { LoadAdvice } from '../domain/errors.ts';
import { findShell } from './table.ts';

/**
 * The line that loads jpaws into the person's shell, as far as the environment tells which one that is:
 * PowerShell hands PSModulePath to its children, the others leave the log-in shell's path in SHELL.
 */
export function loadAdvice(env: Env): LoadAdvice {
  const logIn = /([^/\\]+?)(?:\.exe)?$/.exec(env['SHELL'] ?? '')?.[1] ?? '';
  const row = findShell(env['PSModulePath'] === undefined ? logIn : 'powershell');
  return row ?? { startupFile: 'the start-up file of your shell', loadLine: 'see jpaws init --help' };
}
