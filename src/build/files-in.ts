import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a folder as `{ [prefix + name]: path }`; none when there is no such folder. */
export function filesIn(prefix: string, folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [prefix + name, join(folder, name)]),
  );
}
