import { availableParallelism } from 'node:os';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { BuildError } from './build-error.ts';
import { inRoot } from './place.ts';

// A pattern that matches nothing would pass as green.
const LEAST_TESTS = 1000;
/** One file of tests that takes longer hangs. */
const LONGEST_FILE_MS = 10 * 60_000;

/**
 * Runs the tests, all or the named files, and names each one that was skipped; true when none failed.
 * @throws BuildError when suspiciously few ran
 */
export async function runTests(files: readonly string[]): Promise<boolean> {
  const globPatterns = files.length > 0 ? files : ['test/**/*.test.ts'];
  const tests = run({ cwd: inRoot(), globPatterns, concurrency: availableParallelism(), timeout: LONGEST_FILE_MS });
  const skipped: string[] = [];
  let ran = 0;
  let hasPassed = false;
  tests.on('test:pass', ({ name, skip }) => {
    if (skip !== undefined) skipped.push(`${name}: ${skip === true ? 'no reason given' : skip}`);
  });
  tests.on('test:summary', ({ file, counts, success }) => {
    if (file === undefined) [ran, hasPassed] = [counts.tests, success];
  });
  for await (const text of tests.compose(spec)) process.stdout.write(text);
  for (const line of skipped) console.log(`skipped: ${line}`);
  const enough = files.length > 0 ? 1 : LEAST_TESTS;
  if (ran < enough) throw new BuildError(`only ${ran} tests ran, at least ${enough} were expected`);
  return hasPassed;
}
