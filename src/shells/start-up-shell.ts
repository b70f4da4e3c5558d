import type { StartUpShell } from '../domain/start-up/start-up-place.ts';
import { type ShellRow, shellTable } from './table.ts';

/** A row as set-up needs it: with the rows that load the same script. */
export function startUpShell(row: ShellRow): StartUpShell {
  const rows: readonly ShellRow[] = shellTable;
  return { ...row, kin: rows.filter(({ script }) => script === row.script) };
}
