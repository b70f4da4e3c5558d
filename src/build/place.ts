import { readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** A path in the checkout; a path that is absolute stays itself. */
export const inRoot = (...parts: readonly string[]): string => resolve(root, ...parts);

/** The project's Node: build.mjs runs the build with it. */
export const runtime = realpathSync(process.execPath);

/** The version in package.json, the only place that has it. */
export const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as { version: string };

/** The packed program for this machine. */
export const binary = inRoot('dist', process.platform === 'win32' ? 'jpaws.exe' : 'jpaws');
