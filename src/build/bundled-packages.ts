import { readFileSync, writeFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';
import { inRoot } from './place.ts';

const list = inRoot('dist', 'bundled-packages.json');

/** Keeps which packages' code is really in the bundle: their folders, relative to the checkout. */
export function noteBundledPackages({ outputs }: Metafile): void {
  const files = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  // The last one: a package can have packages of its own.
  const folders = files.map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  const found = [...new Set(folders.filter((folder) => folder !== undefined))].sort();
  writeFileSync(list, `${JSON.stringify(found, undefined, 2)}\n`);
}

/** What `noteBundledPackages` kept. */
export const bundledPackages = (): readonly string[] => JSON.parse(readFileSync(list, 'utf8')) as string[];
