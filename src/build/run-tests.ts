import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { BuildError } from './build-error.ts';
import { inRoot } from './place.ts';

// A pattern that matches nothing would pass as green.
const LEAST_TESTS = 1000;
/** One file of tests that takes longer hangs. */
const LONGEST_FILE_MS = 10 * 60_000;

/** What measures a time of the processor is run alone, after the rest. */
const MEASURES_TIME = /-time\.test\.ts$/;

interface Outcome {
  readonly ran: number;
  readonly hasPassed: boolean;
  readonly skipped: readonly string[];
}

/**
 * Runs the tests, all or those of the named files, and names each one that was skipped; true when none failed.
 * @throws BuildError when suspiciously few ran
 */
export async function runTests(patterns: readonly string[]): Promise<boolean> {
  const files = globSync(patterns.length > 0 ? patterns : ['test/**/*.test.ts'], { cwd: inRoot() }).sort();
  const measuring = files.filter((file) => MEASURES_TIME.test(file));
  const others = files.filter((file) => !measuring.includes(file));
  const outcomes = [await runFiles(others, availableParallelism()), await runFiles(measuring, 1)];
  for (const { skipped } of outcomes) for (const line of skipped) console.log(`skipped: ${line}`);
  const ran = outcomes.reduce((sum, outcome) => sum + outcome.ran, 0);
  const enough = patterns.length > 0 ? 1 : LEAST_TESTS;
  if (ran < enough) throw new BuildError(`only ${ran} tests ran, at least ${enough} were expected`);
  return outcomes.every(({ hasPassed }) => hasPassed);
}

async function runFiles(files: readonly string[], concurrency: number): Promise<Outcome> {
  if (files.length === 0) return { ran: 0, hasPassed: true, skipped: [] };
  const tests = run({ cwd: inRoot(), files: files.map((file) => inRoot(file)), concurrency, timeout: LONGEST_FILE_MS });
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
  return { ran, hasPassed, skipped };
}
