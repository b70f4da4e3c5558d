import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { BuildError } from './build-error.ts';
import { inRoot, runtime } from './place.ts';

/** Node looks for this text in itself; the digit behind it says whether a program is packed into it. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** Where the packed program comes from and goes to; all paths are absolute. */
export interface Injection {
  /** A Node executable of any platform, of the version that made the blob. */
  readonly node: string;
  /** What `node --experimental-sea-config` made. */
  readonly blob: string;
  readonly output: string;
  readonly platform: NodeJS.Platform;
}

/**
 * Puts a blob into a copy of Node's executable, as Node's "Single executable applications" tells. On macOS the copy is
 * signed ad hoc, since it would not be started otherwise.
 * @throws BuildError with what the tool said
 */
export function inject({ node, blob, output, platform }: Injection): void {
  rmSync(output, { force: true });
  copyFileSync(node, output);
  const words = [output, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', FUSE];
  if (platform === 'darwin') words.push('--macho-segment-name', 'NODE_SEA');
  runQuietly(runtime, [inRoot('node_modules', 'postject', 'dist', 'cli.js'), ...words]);
  if (platform === 'darwin') runQuietly('codesign', ['--force', '--sign', '-', output]);
}

/** Runs a tool whose output (warnings about section names, on every run) matters only when it fails. */
export function runQuietly(program: string, words: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(program, words, { cwd: inRoot(), encoding: 'utf8' });
  if (error) throw new BuildError(`${program} could not be started: ${error.message}`);
  if (status !== 0) throw new BuildError(`${program} ${words[0] ?? ''} failed:\n${stdout}${stderr}`);
}
