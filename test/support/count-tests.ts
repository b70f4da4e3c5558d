import { basename } from 'node:path';
import { after, afterEach } from 'node:test';
import { keepShellNote, type TestCount } from '../../src/build/shell-runs.ts';

/** To be called in a `describe`: counts its tests for the shell's row in shells/README.md. */
export function countTests(shell: string, area: TestCount['area']): void {
  const file = basename(process.argv[1] ?? '', '.test.ts');
  let [ran, passed] = [0, 0];
  afterEach((context) => {
    ran += 1;
    // Of the hook's argument the types know what it is for a suite; here it is that of a test.
    if ('passed' in context && context.passed === true) passed += 1;
  });
  after(() => keepShellNote({ shell, tests: { area, ran, passed } }, `${file}.${area}`));
}
