import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BuildError } from './build-error.ts';
import { inRoot, runtime } from './place.ts';
import { outputOf } from './run-program.ts';
import type { Target } from './target.ts';

interface LockedPackage {
  readonly version: string;
  readonly integrity: string;
}

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
  if (!existsSync(folder)) fetchPackage(name, locked, folder);
  return join(folder, 'package');
}

function lockedPackage(name: string): LockedPackage {
  const { packages } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, LockedPackage>>;
  };
  const locked = packages[`node_modules/${name}`];
  if (locked === undefined) throw new BuildError(`package-lock.json does not name ${name}`);
  return locked;
}

/** Downloads and unpacks beside the place, and puts it there in one step. */
function fetchPackage(name: string, { version, integrity }: LockedPackage, folder: string): void {
  mkdirSync(inRoot('dist', 'runtimes'), { recursive: true });
  const fresh = mkdtempSync(inRoot('dist', 'runtimes', 'fresh-'));
  try {
    // npm itself downloads: it knows the person's registry and proxy.
    const [archive = ''] = npm(['pack', `${name}@${version}`, '--silent', '--pack-destination', fresh])
      .trim()
      .split('\n');
    const bytes = readFileSync(join(fresh, archive));
    const digest = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
    if (digest !== integrity) throw new BuildError(`${name}@${version} is not what package-lock.json names`);
    outputOf('tar', ['-xzf', join(fresh, archive), '-C', fresh]);
    rmSync(join(fresh, archive));
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
}

/** npm's own script where npm started the build, else the npm on PATH. */
function npm(words: readonly string[]): string {
  const script = process.env['npm_execpath'];
  return script === undefined ? outputOf('npm', words) : outputOf(runtime, [script, ...words]);
}
