import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createFiles } from '../../src/adapters/files.ts';
import { isError } from '../../src/domain/errors.ts';
import { scratchFolder } from './scratch.ts';

const files = createFiles();
const isUnreadable = (reason: RegExp) => (error: unknown) =>
  isError(error, 'FILE_UNREADABLE') && reason.test(error.args.reason);

test('a text is read as it is: BOM, CRLF, other scripts, a missing last line end', (t) => {
  const path = join(scratchFolder(t), 'file');
  const text = '\uFEFF[profile blåbær]\r\nregion = eu-west-1\n\n# 日本 🦊';
  writeFileSync(path, text);
  assert.equal(files.read(path), text);
});

test('an empty file is an empty text, and no file is undefined', (t) => {
  const folder = scratchFolder(t);
  writeFileSync(join(folder, 'empty'), '');
  assert.equal(files.read(join(folder, 'empty')), '');
  assert.equal(files.read(join(folder, 'none')), undefined);
  assert.equal(files.read(join(folder, 'none', 'none')), undefined);
  assert.equal(files.read(join(folder, 'empty', 'below')), undefined);
});

test('links are followed; one that leads nowhere is no file, one that never ends is an error', (t) => {
  const folder = scratchFolder(t);
  writeFileSync(join(folder, 'real'), 'text');
  symlinkSync('real', join(folder, 'link'));
  symlinkSync('nowhere', join(folder, 'dangling'));
  symlinkSync('loop', join(folder, 'loop'));
  assert.equal(files.read(join(folder, 'link')), 'text');
  assert.equal(files.read(join(folder, 'dangling')), undefined);
  assert.throws(() => files.read(join(folder, 'loop')), isUnreadable(/ELOOP/));
});

test('what is no folder, or has none above it, is told where files are to be kept', (t) => {
  const folder = scratchFolder(t);
  writeFileSync(join(folder, 'file'), '');
  symlinkSync('loop', join(folder, 'loop'));
  assert.equal(files.folderProblem(folder), undefined);
  assert.equal(files.folderProblem(join(folder, 'none', 'none')), undefined);
  assert.match(files.folderProblem(join(folder, 'file')) ?? '', /no folder/);
  assert.match(files.folderProblem(join(folder, 'file', 'below')) ?? '', /ENOTDIR/);
  assert.match(files.folderProblem(join(folder, 'loop')) ?? '', /ELOOP/);
});

test('a folder, a name with NUL and bytes that are not UTF-8 are told as such', (t) => {
  const folder = scratchFolder(t);
  writeFileSync(join(folder, 'latin1'), Buffer.from('bl\xe5b\xe6r', 'latin1'));
  assert.throws(() => files.read(folder), isUnreadable(/folder/));
  assert.throws(() => files.read(`${folder}/a\0b`), isUnreadable(/name/));
  assert.throws(() => files.read(join(folder, 'latin1')), isUnreadable(/UTF-8/));
});

test('a file of more than 64 MiB is refused before it is read', (t) => {
  const path = join(scratchFolder(t), 'huge');
  writeFileSync(path, '');
  truncateSync(path, 2 ** 40);
  assert.throws(() => files.read(path), isUnreadable(/64 MiB/));
});

test('a named pipe is refused without waiting for its other end', (t) => {
  const path = join(scratchFolder(t), 'pipe');
  assert.equal(spawnSync('mkfifo', [path]).status, 0);
  assert.throws(() => files.read(path), isUnreadable(/regular/));
});

test('the null device, also behind a link, says that there is no file', (t) => {
  const link = join(scratchFolder(t), 'config');
  symlinkSync('/dev/null', link);
  assert.equal(files.read('/dev/null'), undefined);
  assert.equal(files.read(link), undefined);
  assert.throws(() => files.read('/dev/zero'), isUnreadable(/regular/));
});

test('a folder is listed in order; one that is not there is empty', (t) => {
  const folder = scratchFolder(t);
  mkdirSync(join(folder, 'b'));
  for (const name of ['c', 'a', '.hidden']) writeFileSync(join(folder, name), '');
  assert.deepEqual(files.list(folder), ['.hidden', 'a', 'b', 'c']);
  assert.deepEqual(files.list(join(folder, 'none')), []);
  assert.deepEqual(files.list(join(folder, 'a')), []);
});
