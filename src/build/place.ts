import { readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** A path in the checkout; a path that is absolute stays itself. */
export const inRoot = (...parts: readonly string[]): string => resolve(root, ...parts);

/** The project's Node: build.mjs runs the build with it. */
export const runtime = realpathSync(process.execPath);

/** What package.json says; the version stands nowhere else. */
export const { version, homepage, license } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as {
  version: string;
  homepage: string;
  license: string;
};

/** The packed program for this machine. */
export const binary = inRoot('dist', process.platform === 'win32' ? 'jpaws.exe' : 'jpaws');
