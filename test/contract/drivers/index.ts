import { type ShellRow, shellTable } from '../../../src/shells/table.ts';
import type { ShellDriver } from '../driver.ts';

/** A driver for every row: the file in this folder that is named after the row's family. */
export async function loadDrivers(): Promise<readonly ShellDriver[]> {
  return Promise.all(
    shellTable.map(async (row: ShellRow) => {
      const family = (await import(`./${row.family}.ts`)) as { driverFor: (row: ShellRow) => ShellDriver };
      return family.driverFor(row);
    }),
  );
}

/** Shells that must be here (JPAWS_REQUIRE_SHELLS, ids with commas between): a missing one fails instead of being skipped. */
export const requiredShells: readonly string[] = (process.env['JPAWS_REQUIRE_SHELLS'] ?? '')
  .split(',')
  .filter((id) => id !== '');
