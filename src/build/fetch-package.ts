import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BuildError } from './build-error.ts';
import { runtime } from './place.ts';
import { outputOf } from './run-program.ts';

/** A package as package-lock.json names it. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** `sha512-` and the digest of its archive in base64. */
  readonly integrity: string;
}

/**
 * Downloads a package of npm and unpacks it: `folder` is either whole afterwards (its files below `package/`) or not there.
 * npm itself downloads, since it knows the person's registry and proxy.
 * @throws BuildError with what npm said, or when what came is not what was locked
 */
export function fetchPackage({ name, version, integrity }: LockedPackage, folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  const fresh = mkdtempSync(`${folder}-`);
  try {
    const said = npm(['pack', `${name}@${version}`, '--silent', '--pack-destination', fresh]);
    const archive = join(fresh, said.trim().split('\n')[0] ?? '');
    const digest = createHash('sha512').update(readFileSync(archive)).digest('base64');
    if (`sha512-${digest}` !== integrity)
      throw new BuildError(`${name}@${version} is not what package-lock.json names`);
    outputOf('tar', ['-xzf', archive, '-C', fresh]);
    rmSync(archive);
    renameSync(fresh, folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
}

/** npm's own script where npm (and no other package manager) started the build, else the npm on PATH. */
function npm(words: readonly string[]): string {
  const script = process.env['npm_execpath'];
  return script?.endsWith('npm-cli.js') === true ? outputOf(runtime, [script, ...words]) : outputOf('npm', words);
}
