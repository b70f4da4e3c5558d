import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { BuildError } from '../../src/build/build-error.ts';
import { demandCleanTree, sourceDate } from '../../src/build/source-date.ts';
import { emptyFolder } from '../binary/packed.ts';

function withEpoch(t: TestContext, value: string): void {
  const before = process.env['SOURCE_DATE_EPOCH'];
  process.env['SOURCE_DATE_EPOCH'] = value;
  t.after(() => {
    if (before === undefined) delete process.env['SOURCE_DATE_EPOCH'];
    else process.env['SOURCE_DATE_EPOCH'] = before;
  });
}

test('SOURCE_DATE_EPOCH is the time of all packed files', (t) => {
  withEpoch(t, '1234567890');
  assert.equal(sourceDate().toISOString(), '2009-02-13T23:31:30.000Z');
});

test('a time that is no number of seconds stops the build', (t) => {
  for (const value of ['', 'yesterday', '-1', '1e9', '12345678901234']) {
    withEpoch(t, value);
    assert.throws(() => sourceDate(), BuildError, value);
  }
});

test('a checkout with changes is refused, and the change is named', (t) => {
  const folder = emptyFolder(t);
  const git = (...words: readonly string[]): Buffer => execFileSync('git', ['-C', folder, ...words]);
  git('init', '-q');
  demandCleanTree(folder);
  writeFileSync(join(folder, 'a-new-file'), '');
  assert.throws(() => demandCleanTree(folder), /a-new-file/);
});
