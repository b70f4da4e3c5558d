import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a folder, without those of its subfolders, as `{ [prefix + name]: path }`; none when there is none. */
export function filesIn(prefix: string, folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  return Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort()
      .map((name) => [prefix + name, join(folder, name)]),
  );
}
