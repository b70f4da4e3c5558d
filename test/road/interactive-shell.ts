/** The shells of the table as a person starts them in a terminal. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { ShellRow } from '../../src/shells/table.ts';
import { installPwsh, skipWithoutPwsh } from '../pwsh/whole-pwsh.ts';
import { binary } from '../support/binary-run.ts';
import { noTmux } from '../support/tmux.ts';
import type { Person } from './person.ts';

const isRequired = (id: string): boolean => (process.env['JPAWS_REQUIRE_SHELLS'] ?? '').split(',').includes(id);

/** Why the shell cannot be typed into here, or false. What JPAWS_REQUIRE_SHELLS names is tried in any case. */
export function whyNotInteractive(row: ShellRow): string | false {
  if (row.family === 'powershell') return skipWithoutPwsh().skip === false ? noTmux : skipWithoutPwsh().skip;
  if (isRequired(row.id)) return false;
  const isMissing = spawnSync(row.program, ['-c', ':'], { stdio: 'ignore' }).status !== 0;
  return isMissing ? `${row.program} is not installed` : noTmux;
}

/** The words that start it, and its whole environment: the packed program is on PATH, the module where PowerShell looks. */
export async function interactiveShell(
  row: ShellRow,
  person: Person,
): Promise<{ readonly command: readonly string[]; readonly env: Readonly<Record<string, string | undefined>> }> {
  const env = { ...person.env, PATH: `${dirname(binary)}:/usr/local/bin:/usr/bin:/bin`, SHELL: '/bin/sh' };
  if (row.family !== 'powershell') return { command: [row.program, ...row.bareArguments, '-i'], env };
  const pwsh = await installPwsh();
  const PSModulePath = join(dirname(binary), 'powershell');
  return { command: [pwsh.program, '-NoLogo', '-NoProfile'], env: { ...env, ...pwsh.env, PSModulePath } };
}

/** A variable of the environment, as the shell's language names it in a text. */
export function variableIn(row: ShellRow, name: string): string {
  return row.family === 'powershell' ? `$env:${name}` : `$${name}`;
}
