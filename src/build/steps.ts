import { packBinary } from './binary.ts';
import { bundle } from './bundle.ts';
import { check } from './check.ts';
import { writeCommandIndex } from './command-index.ts';
import { packageStep } from './package-step.ts';
import { binary, inRoot, runtime } from './place.ts';
import { checkRelease, writeReleaseNotes } from './release-check.ts';
import { releaseStep } from './release-step.ts';
import { runProgram } from './run-program.ts';
import { runTests } from './run-tests.ts';
import { forgetShellNotes } from './shell-runs.ts';
import { shells } from './shells.ts';
import { printShellTable, writeShellTable } from './write-shell-table.ts';

/** Makes all of dist/ that the program consists of. */
async function all(): Promise<void> {
  writeCommandIndex();
  await bundle();
  await shells();
  await packBinary();
}

/** A step of the build with the words after its name; it has failed when it throws or answers false. */
type Step = (words: readonly string[]) => Promise<boolean | void> | boolean | void;

/** What `node build.mjs STEP` can do; without a step, `all`. */
export const steps = {
  all,
  gen: writeCommandIndex,
  bundle,
  shells,
  binary: async () => void (await packBinary()),
  check,
  package: (words) => packageStep(words, all),
  release: (words) => releaseStep(words, all),
  async test(files) {
    await all();
    if (files.length > 0) return runTests(files);
    forgetShellNotes();
    const hasPassed = await runTests([]);
    printShellTable();
    return hasPassed;
  },
  /** The only step that writes a file of the checkout: a test run of a machine with fewer shells must not. */
  async table() {
    await all();
    forgetShellNotes();
    const hasPassed = await runTests(['test/contract/**/*.test.ts']);
    if (hasPassed) writeShellTable();
    return hasPassed;
  },
  async bench() {
    await all();
    const benches = ['use.ts', 'sourcing.ts', 'prompt.ts'];
    return benches.map((file) => runProgram(runtime, [inRoot('test', 'bench', file)])).every((status) => status === 0);
  },
  async demo(words) {
    await all();
    return runProgram(binary, ['demo', ...words]) === 0;
  },
  'release-check': checkRelease,
  'release-notes': writeReleaseNotes,
} as const satisfies Readonly<Record<string, Step>>;
