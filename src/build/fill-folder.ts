import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathsBelow } from './paths-below.ts';

/**
 * Makes the folder hold these texts, by their paths in it (with `/`), and no other file. What is right already stays untouched.
 */
export function fillFolder(folder: string, texts: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const name of pathsBelow(folder)) if (!texts.has(name)) rmSync(join(folder, name));
  for (const [name, text] of texts) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
  }
}
