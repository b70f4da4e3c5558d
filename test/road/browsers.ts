/** Browsers that a test puts into BROWSER, and what they noted. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { namesIn } from './person.ts';

export interface BrowserNote {
  readonly given: readonly string[];
  readonly pid: number;
  readonly session: number;
  readonly streams: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const script = join(import.meta.dirname, 'children/browser.ts');

/** A value for BROWSER; for the modes see the script. */
export const browserIn = (folder: string, mode: 'follow' | 'linger' | 'look'): string =>
  `'${process.execPath}' '${script}' '${folder}' ${mode}`;

/** The browsers that were started so far, one note each. */
export function browsersSeen(folder: string): BrowserNote[] {
  const notes = namesIn(folder).filter((name) => /^browser-\d+\.json$/.test(name));
  return notes.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as BrowserNote);
}

/** Waits until a browser was started. @throws Error after 10 seconds */
export async function browserStarted(folder: string): Promise<BrowserNote> {
  for (const end = Date.now() + 10_000; Date.now() < end; await sleep(10)) {
    const [first] = browsersSeen(folder);
    if (first !== undefined) return first;
  }
  throw new Error('no browser was started');
}
