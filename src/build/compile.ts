import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, runtime } from './place.ts';
import { outputOf } from './run-program.ts';

/** V8 stores the hashes of names in compiled code. With a seed that does not change, equal code gives equal bytes. */
export const FIXED_SEED = '--hash-seed=1';

/**
 * V8's compiled form of each part of the bundle → dist/compiled/, as assets. With it the packed binary compiles nothing
 * on the way to its answer, which spares `jpaws use` 6 of 16 ms. It fits this very Node, else V8 compiles anew.
 */
export function compile(): Record<string, string> {
  const folder = inRoot('dist', 'compiled');
  rmSync(folder, { recursive: true, force: true });
  outputOf(runtime, [FIXED_SEED, inRoot('src', 'build', 'compile-parts.ts'), inRoot('dist', 'bundle'), folder]);
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [`./${name}.compiled`, join(folder, name)]),
  );
}
