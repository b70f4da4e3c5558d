import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { withoutSignature } from './authenticode.ts';
import { BuildError } from './build-error.ts';
import { inRoot, runtime } from './place.ts';
import { outputOf } from './run-program.ts';

/** Node looks for this text in itself; the digit behind it says whether a program is packed into it. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** Where the packed program comes from and goes to; all paths are absolute. */
interface Injection {
  /** A Node executable of the version that made the blob. */
  readonly node: string;
  readonly blob: string;
  readonly output: string;
  readonly isWindows: boolean;
}

/**
 * Puts a blob into a copy of another platform's Node, as Node's "Single executable applications" tells; pkg asks the
 * Node that it packs into for its version, which cannot be started here. A Windows program is left without a signature.
 * @throws BuildError with what the tool said, or when the blob did not get in
 */
export function inject({ node, blob, output, isWindows }: Injection): void {
  rmSync(output, { force: true });
  if (isWindows) writeFileSync(output, withoutSignature(readFileSync(node)), { mode: 0o755 });
  else copyFileSync(node, output);
  const words = [output, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', FUSE];
  outputOf(runtime, [inRoot('node_modules', 'postject', 'dist', 'cli.js'), ...words]);
  demandInjected(output, blob);
}

/** It cannot be started here, so it is looked at. */
function demandInjected(output: string, blob: string): void {
  const program = readFileSync(output);
  if (!program.includes(`${FUSE}:1`)) throw new BuildError(`${output} does not know that a program is packed into it`);
  if (!program.includes(readFileSync(blob))) throw new BuildError(`${output} does not hold what was packed`);
}
