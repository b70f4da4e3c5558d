import { readFileSync, writeFileSync } from 'node:fs';
import { shellTable } from '../shells/table.ts';
import { inRoot } from './place.ts';
import { shellNotes } from './shell-runs.ts';
import { shellTableText, withShellTable } from './shell-table.ts';

const readme = inRoot('shells', 'README.md');

/** Prints the table of what the last test run saw of each shell. */
export function printShellTable(): void {
  console.log(`\n${shellTableText(shellTable, shellNotes())}`);
}

/** Writes that table into shells/README.md. */
export function writeShellTable(): void {
  writeFileSync(readme, withShellTable(readFileSync(readme, 'utf8'), shellTableText(shellTable, shellNotes())));
}
