import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BuildError } from './build-error.ts';
import { fetchPackage, type LockedPackage } from './fetch-package.ts';
import { inRoot } from './place.ts';
import type { Target } from './target.ts';

/**
 * The executable of a target's Node at the version that package-lock.json names.
 * @throws BuildError when it cannot be had, is not the package that was locked, or is another version than the Node that
 *   runs this: the two must agree about the form of the packed program
 */
export function targetRuntime({ name, runtime: { name: from, path } }: Target): string {
  const { version } = lockedPackage(from);
  if (version !== process.versions.node)
    throw new BuildError(`${name} cannot be built here: its Node is ${version}, this is ${process.versions.node}`);
  return join(packageFolder(from), path);
}

/**
 * The licence of a target's Node, with those of all parts bundled in it, below a line that names it.
 * @throws BuildError when it cannot be had
 */
export function runtimeLicense({ runtime: { name, license } }: Target): string {
  const text = readFileSync(join(packageFolder(license), 'LICENSE'), 'utf8');
  return `Node.js ${lockedPackage(name).version}, and the parts that are bundled in it\n\n${text.trimEnd()}\n`;
}

/** The installed package where it fits this machine, else a downloaded one under dist/runtimes/. */
function packageFolder(name: string): string {
  const installed = inRoot('node_modules', name);
  if (existsSync(installed)) return installed;
  const locked = lockedPackage(name);
  const folder = inRoot('dist', 'runtimes', `${name}-${locked.version}`);
  if (!existsSync(folder)) fetchPackage(locked, folder);
  return join(folder, 'package');
}

function lockedPackage(name: string): LockedPackage {
  const { packages } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Omit<LockedPackage, 'name'>>>;
  };
  const locked = packages[`node_modules/${name}`];
  if (locked === undefined) throw new BuildError(`package-lock.json does not name ${name}`);
  return { ...locked, name };
}
