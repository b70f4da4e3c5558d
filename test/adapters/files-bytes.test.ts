import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createFiles } from '../../src/adapters/files.ts';
import { isError } from '../../src/domain/errors.ts';
import { scratchFolder } from './scratch.ts';

const files = createFiles();
const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);

test('bytes of any kind are written and read as they are', (t) => {
  const path = join(scratchFolder(t), 'file');
  assert.equal(files.readBytes(path), undefined);
  files.write(path, every, { expected: { bytes: undefined } });
  assert.deepEqual(Uint8Array.from(files.readBytes(path) ?? []), every);
});

test('bytes that another program wrote in between are kept', (t) => {
  const path = join(scratchFolder(t), 'file');
  for (const [there, expected] of [
    [Uint8Array.of(0xe5), Uint8Array.of(0xe6)],
    [Uint8Array.of(0xe5), undefined],
    [Uint8Array.of(0xe5), Uint8Array.of(0xe5, 0)],
  ]) {
    writeFileSync(path, there ?? '');
    const write = (): void => files.write(path, every, { expected: { bytes: expected }, backup: `${path}.backup` });
    assert.throws(write, (error) => isError(error, 'FILE_CHANGED'));
    assert.deepEqual([...readFileSync(path)], [0xe5]);
  }
  files.write(path, every, { expected: { bytes: Uint8Array.of(0xe5) }, backup: `${path}.backup` });
  assert.deepEqual([...readFileSync(`${path}.backup`)], [0xe5]);
});

test('the target of a path is where its links lead, there or not', (t) => {
  const folder = scratchFolder(t);
  const [path, link] = [join(folder, 'file'), join(folder, 'link')];
  symlinkSync('file', link);
  assert.deepEqual([files.target(path), files.target(link)], [path, path]);
  writeFileSync(path, '');
  assert.equal(files.target(link), path);
  assert.equal(files.remove(files.target(link)), true);
  assert.equal(files.readBytes(link), undefined);
});

test('folders that lack are counted, and empty ones are removed', (t) => {
  const folder = scratchFolder(t);
  const path = join(folder, 'a', 'b', 'file');
  assert.equal(files.lackingFolders(path), 2);
  symlinkSync(path, join(folder, 'link'));
  assert.equal(files.lackingFolders(join(folder, 'link')), 2);
  files.write(path, 'x');
  assert.equal(files.lackingFolders(path), 0);
  assert.equal(files.removeFolder(join(folder, 'a', 'b')), false);
  files.remove(path);
  assert.equal(files.removeFolder(join(folder, 'a', 'b')), true);
  assert.equal(files.removeFolder(path), false);
});

test('a folder has no bytes', (t) => {
  const folder = join(scratchFolder(t), 'folder');
  mkdirSync(folder);
  assert.throws(
    () => files.readBytes(folder),
    (error) => isError(error, 'FILE_UNREADABLE'),
  );
});
