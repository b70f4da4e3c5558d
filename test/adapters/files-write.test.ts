import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { createFiles } from '../../src/adapters/files.ts';
import { isError } from '../../src/domain/errors.ts';
import { runAsOrdinaryAccount } from './child.ts';
import { scratchFolder } from './scratch.ts';

const files = createFiles();
const modeOf = (path: string): string => (statSync(path).mode & 0o7777).toString(8);
const isUnwritable = (reason: RegExp) => (error: unknown) =>
  isError(error, 'FILE_UNWRITABLE') && reason.test(error.args.reason);
const needsRoot = process.getuid?.() === 0 ? false : 'needs root, to give files to other groups';

test('a new file is 0600 and its new folders are 0700, whatever the umask', (t) => {
  const folder = scratchFolder(t);
  const path = join(folder, 'aws', 'sso', 'cache', 'token.json');
  const before = process.umask(0);
  t.after(() => process.umask(before));
  files.write(path, '{}');
  assert.equal(modeOf(path), '600');
  assert.equal(modeOf(join(folder, 'aws')), '700');
  assert.equal(modeOf(join(folder, 'aws', 'sso', 'cache')), '700');
});

test('a new file gets the mode that is asked for, an old one keeps its own', (t) => {
  const path = join(scratchFolder(t), 'file');
  files.write(path, 'one', { mode: 0o755 });
  assert.equal(modeOf(path), '755');
  chmodSync(path, 0o640);
  files.write(path, 'two', { mode: 0o600 });
  assert.equal(modeOf(path), '640');
  assert.equal(readFileSync(path, 'utf8'), 'two');
});

test('what root makes belongs to the owner of the folder that was there', { skip: needsRoot }, (t) => {
  const home = scratchFolder(t);
  chownSync(home, 1234, 5678);
  const path = join(home, 'a', 'b', 'file');
  files.write(path, 'one');
  files.write(path, 'two', { backup: `${path}.backup` });
  for (const made of [join(home, 'a'), join(home, 'a', 'b'), path, `${path}.backup`]) {
    const { uid, gid } = statSync(made);
    assert.deepEqual({ made, uid, gid }, { made, uid: 1234, gid: 5678 });
  }
  assert.deepEqual([modeOf(join(home, 'a')), modeOf(path)], ['700', '600']);
});

test("a backup is for the file's owner alone, whoever could read the one before", { skip: needsRoot }, (t) => {
  const path = join(scratchFolder(t), 'file');
  const backup = `${path}.backup`;
  for (const [file, mode] of [
    [path, 0o644],
    [backup, 0o666],
  ] as const) {
    writeFileSync(file, 'one');
    chmodSync(file, mode);
  }
  chownSync(path, 1234, 5678);
  files.write(path, 'two', { backup });
  const { uid, gid } = statSync(backup);
  assert.deepEqual([uid, gid, modeOf(backup)], [1234, 5678, '600']);
});

test('the owner and the group are kept', { skip: needsRoot }, (t) => {
  const path = join(scratchFolder(t), 'file');
  writeFileSync(path, 'one');
  chmodSync(path, 0o660);
  chownSync(path, 1234, 5678);
  files.write(path, 'two');
  const { uid, gid } = statSync(path);
  assert.deepEqual({ uid, gid, mode: modeOf(path) }, { uid: 1234, gid: 5678, mode: '660' });
});

test('where the group cannot be kept, its rights go to no other group', { skip: needsRoot }, (t) => {
  const path = join(scratchFolder(t), 'file');
  writeFileSync(path, 'one');
  chmodSync(path, 0o666);
  chownSync(path, 65534, 5678);
  assert.equal(runAsOrdinaryAccount('write-file', path, '3'), 'OK\n');
  assert.equal(modeOf(path), '606');
  assert.equal(readFileSync(path, 'utf8'), 'nnn');
});

test('every byte arrives: CRLF, BOM, other scripts', (t) => {
  const path = join(scratchFolder(t), 'file');
  const text = '\uFEFFa\r\nb\n\r\u2028日本 🦊';
  files.write(path, text);
  assert.deepEqual(readFileSync(path), Buffer.from(text));
});

test('writing goes through a chain of links, and the links stay', (t) => {
  const folder = scratchFolder(t);
  mkdirSync(join(folder, 'dotfiles', 'aws'), { recursive: true });
  mkdirSync(join(folder, 'home'));
  const real = join(folder, 'dotfiles', 'aws', 'config');
  writeFileSync(real, 'old');
  symlinkSync('../dotfiles/aws', join(folder, 'home', '.aws'));
  symlinkSync('./config', join(folder, 'dotfiles', 'aws', 'second'));
  // `..` of the linked folder's real place, not of the path as it is written.
  symlinkSync('../aws/second', join(folder, 'dotfiles', 'aws', 'first'));
  files.write(join(folder, 'home', '.aws', 'first'), 'new');
  assert.equal(readFileSync(real, 'utf8'), 'new');
  assert.equal(readlinkSync(join(folder, 'dotfiles', 'aws', 'first')), '../aws/second');
  assert.equal(readlinkSync(join(folder, 'dotfiles', 'aws', 'second')), './config');
  assert.ok(lstatSync(join(folder, 'home', '.aws')).isSymbolicLink());
});

test('a link that leads nowhere gets its target made', (t) => {
  const folder = scratchFolder(t);
  symlinkSync(join(folder, 'elsewhere', 'config'), join(folder, 'config'));
  files.write(join(folder, 'config'), 'new');
  assert.ok(lstatSync(join(folder, 'config')).isSymbolicLink());
  assert.equal(readFileSync(join(folder, 'elsewhere', 'config'), 'utf8'), 'new');
  assert.equal(modeOf(join(folder, 'elsewhere')), '700');
});

test('what is no regular file is not replaced, and nothing is left beside it', (t) => {
  const folder = scratchFolder(t);
  mkdirSync(join(folder, 'folder'));
  spawnSync('mkfifo', [join(folder, 'pipe')]);
  symlinkSync('loop', join(folder, 'loop'));
  symlinkSync('/dev/null', join(folder, 'null'));
  const before = readdirSync(folder);
  assert.throws(() => files.write(join(folder, 'folder'), ''), isUnwritable(/regular/));
  assert.throws(() => files.write(join(folder, 'pipe'), ''), isUnwritable(/regular/));
  assert.throws(() => files.write(join(folder, 'null'), ''), isUnwritable(/regular/));
  assert.throws(() => files.write(join(folder, 'loop'), ''), isUnwritable(/ELOOP/));
  assert.throws(() => files.write(join(folder, 'pipe', 'below'), ''), isUnwritable(/ENOTDIR/));
  assert.throws(() => files.write(join(folder, 'n'.repeat(300)), ''), isUnwritable(/ENAMETOOLONG/));
  assert.throws(() => files.write(`${folder}/a\0b`, ''), isUnwritable(/name/));
  assert.deepEqual(readdirSync(folder), before);
  assert.ok(lstatSync('/dev/null').isCharacterDevice());
});

test('a file or folder that is read-only stays as it was', (t) => {
  const folder = scratchFolder(t);
  const path = join(folder, 'file');
  writeFileSync(path, 'old');
  chmodSync(path, 0o444);
  assert.match(runAsOrdinaryAccount('write-file', path, '3'), /^FILE_UNWRITABLE .*EACCES/);
  chmodSync(path, 0o666);
  chmodSync(folder, 0o555);
  assert.match(runAsOrdinaryAccount('write-file', path, '3'), /^FILE_UNWRITABLE .*EACCES/);
  assert.match(runAsOrdinaryAccount('write-file', join(folder, 'new', 'file'), '3'), /^FILE_UNWRITABLE .*EACCES/);
  assert.equal(readFileSync(path, 'utf8'), 'old');
  assert.deepEqual(readdirSync(folder), ['file']);
  chmodSync(folder, 0o777);
  assert.equal(runAsOrdinaryAccount('write-file', path, '3'), 'OK\n', 'the control: with rights it is written');
});

test('a text that is not the expected one any more is not overwritten', (t) => {
  const folder = scratchFolder(t);
  const path = join(folder, 'config');
  const isChanged = (error: unknown): boolean => isError(error, 'FILE_CHANGED') && error.args.file === path;
  writeFileSync(path, 'theirs');
  assert.throws(() => files.write(path, 'ours', { expected: { text: 'mine' } }), isChanged);
  assert.throws(() => files.write(path, 'ours', { expected: { text: undefined } }), isChanged);
  assert.equal(readFileSync(path, 'utf8'), 'theirs');
  assert.deepEqual(readdirSync(folder), ['config']);
  files.write(path, 'ours', { expected: { text: 'theirs' } });
  assert.equal(readFileSync(path, 'utf8'), 'ours');
});

test('a file that was expected and is gone, or came unexpectedly, is noticed', (t) => {
  const path = join(scratchFolder(t), 'config');
  assert.throws(
    () => files.write(path, 'ours', { expected: { text: '' } }),
    (error) => isError(error, 'FILE_CHANGED'),
  );
  files.write(path, 'ours', { expected: { text: undefined } });
  assert.equal(readFileSync(path, 'utf8'), 'ours');
});

test('the backup holds the old bytes, is private, and replaces an older backup', (t) => {
  const folder = scratchFolder(t);
  const path = join(folder, 'config');
  const backup = join(folder, 'config.backup');
  writeFileSync(path, Buffer.from('one\r\nbl\xe5', 'latin1'), { mode: 0o644 });
  files.write(path, 'two', { backup });
  assert.deepEqual(readFileSync(backup), Buffer.from('one\r\nbl\xe5', 'latin1'));
  assert.equal(modeOf(backup), '600');
  files.write(path, 'three', { backup });
  assert.equal(readFileSync(backup, 'utf8'), 'two');
  assert.deepEqual(readdirSync(folder), ['config', 'config.backup']);
});

test('a backup that cannot be made stops the write, and its own name is told', (t) => {
  const folder = scratchFolder(t);
  const path = join(folder, 'config');
  const backup = join(folder, 'backup');
  mkdirSync(backup);
  writeFileSync(path, 'old');
  assert.throws(
    () => files.write(path, 'new', { backup }),
    (error) => isError(error, 'FILE_UNWRITABLE') && error.args.file === backup,
  );
  assert.equal(readFileSync(path, 'utf8'), 'old');
  assert.deepEqual(readdirSync(folder), ['backup', 'config']);
});

test('a new file needs no backup, and a failed guard makes none', (t) => {
  const folder = scratchFolder(t);
  const path = join(folder, 'config');
  const backup = join(folder, 'backup');
  files.write(path, 'one', { backup });
  assert.throws(() => files.write(path, 'two', { backup, expected: { text: 'other' } }));
  assert.deepEqual(readdirSync(folder), ['config']);
});

test('drafts of killed runs are removed; those of others, the young and the living are not', (t) => {
  const folder = scratchFolder(t);
  const dead = String(spawnSync(process.execPath, ['-e', '']).pid);
  const random = 'ab'.repeat(12);
  const old = new Date(Date.now() - 6 * 60_000);
  const kept = [`.jpaws-${process.pid}-${random}.tmp`, `.jpaws-${dead}-${random}`, `.other-${dead}-${random}.tmp`];
  for (const name of [...kept, `.jpaws-${dead}-${random}.tmp`]) {
    writeFileSync(join(folder, name), '');
    utimesSync(join(folder, name), old, old);
  }
  const young = `.jpaws-${dead}-${'cd'.repeat(12)}.tmp`;
  writeFileSync(join(folder, young), '');
  files.write(join(folder, 'config'), 'text');
  assert.deepEqual(readdirSync(folder).sort(), [...kept, young, 'config'].sort());
});

test('removing says whether there was something, and takes a link rather than its target', (t) => {
  const folder = scratchFolder(t);
  const path = join(folder, 'file');
  writeFileSync(path, 'text');
  symlinkSync('file', join(folder, 'link'));
  assert.equal(files.remove(join(folder, 'link')), true);
  assert.equal(files.remove(path), true);
  assert.equal(files.remove(path), false);
  assert.equal(files.remove(join(folder, 'none', 'file')), false);
  assert.throws(() => files.remove(folder), isUnwritable(/EISDIR|EPERM/));
});

test('a file with a second name is replaced under the written one only', (t) => {
  const path = join(scratchFolder(t), 'file');
  const second = join(dirname(path), 'second');
  writeFileSync(path, 'old');
  linkSync(path, second);
  files.write(path, 'new');
  assert.equal(readFileSync(second, 'utf8'), 'old');
});
