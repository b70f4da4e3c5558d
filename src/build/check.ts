import { isCommandIndexCurrent } from './command-index.ts';
import { inRoot, runtime } from './place.ts';
import { runProgram } from './run-program.ts';

// Each tool's own script, run by the project's Node: .bin holds other kinds of files on Windows.
const tools = [
  ['types', 'typescript/bin/tsc', '-p', '.'],
  ['types of the domain', 'typescript/bin/tsc', '-p', 'src/domain'],
  ['lint', 'oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
  ['format', 'oxfmt/bin/oxfmt', '--check'],
  ['unused code', 'knip/bin/knip.js', '--no-config-hints'],
  ['unused in production', 'knip/bin/knip.js', '--production', '--no-config-hints'],
] as const;

/** All static checks, each to its end; false when one failed. */
export function check(): boolean {
  const failed: string[] = [];
  for (const [name, script, ...words] of tools) {
    console.log(`— ${name}`);
    if (runProgram(runtime, [inRoot('node_modules', script), ...words]) !== 0) failed.push(name);
  }
  console.log('— layers');
  if (runProgram(runtime, ['--test', 'test/layers.test.ts']) !== 0) failed.push('layers');
  if (!isCommandIndexCurrent()) failed.push('src/commands/index.ts is not what `node build.mjs gen` writes');
  console.log(failed.length === 0 ? 'all checks passed' : `failed: ${failed.join(', ')}`);
  return failed.length === 0;
}
