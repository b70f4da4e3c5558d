import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './place.ts';

/** What a file of tests notes about one shell; a shell's notes put together are its row in shells/README.md. */
export interface ShellNote {
  /** The id of the row in src/shells/table.ts. */
  readonly shell: string;
  /** What the shell says that it is. */
  readonly version?: string;
  /** Versions and things that no test of this run has seen. */
  readonly notRun?: readonly string[];
  /** How long loading the integration takes. */
  readonly sourcing?: Sourcing;
  /** How many tests of an area ran, and how many of them passed. */
  readonly tests?: TestCount;
}

export interface Sourcing {
  /** Milliseconds over an empty file, a median. */
  readonly ms: number;
  /** A session that loads the integration to one that loads an empty file. */
  readonly ratio: number;
}

export interface TestCount {
  readonly area: 'contract' | 'completion' | 'renewal';
  readonly ran: number;
  readonly passed: number;
}

const folder = inRoot('dist', 'shell-runs');

/** Forgets the notes of earlier runs. */
export const forgetShellNotes = (): void => rmSync(folder, { recursive: true, force: true });

/**
 * Keeps a note until the next run.
 * @param author names the note among those of its shell; files of tests run at the same time
 * @internal for the tests
 */
export function keepShellNote(note: ShellNote, author: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${note.shell}.${author}.json`), JSON.stringify(note));
}

/** All notes of the last run. */
export function shellNotes(): readonly ShellNote[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as ShellNote);
}
