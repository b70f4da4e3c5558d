import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { commandOf } from './child.ts';
import { scratchFolder } from './scratch.ts';

const MEBIBYTE = String(2 ** 20);

function runShell(script: string, ...args: string[]) {
  return spawnSync('sh', ['-c', script, 'sh', ...args], { encoding: 'utf8' });
}

/** Runs a shell script in a mount namespace of its own, in which it may mount; root there, also for others where allowed. */
function runInOwnMounts(script: string, ...args: string[]) {
  const flags = process.getuid?.() === 0 ? ['-m'] : ['-rm'];
  return spawnSync('unshare', [...flags, 'sh', '-ec', script, 'sh', ...args], { encoding: 'utf8' });
}

const canMount = runInOwnMounts('mount -t tmpfs -o size=64k none /mnt').status === 0;
const needsMount = canMount ? false : 'needs the right to mount a small disk';

test('a write that hits the limit of file sizes leaves the old file and no draft', (t) => {
  const folder = scratchFolder(t);
  const path = join(folder, 'file');
  writeFileSync(path, 'old');
  const { stdout } = runShell('ulimit -f 64; exec "$@"', ...commandOf('write-file', path, MEBIBYTE));
  assert.match(stdout, /^FILE_UNWRITABLE .*EFBIG/);
  assert.equal(readFileSync(path, 'utf8'), 'old');
  assert.deepEqual(readdirSync(folder), ['file']);
  assert.equal(runShell('exec "$@"', ...commandOf('write-file', path, MEBIBYTE)).stdout, 'OK\n', 'the control');
});

test('a full disk leaves the old file and its backup, and no draft', { skip: needsMount }, (t) => {
  const folder = join(scratchFolder(t), 'disk');
  mkdirSync(folder);
  const script = `
    disk=$1 && shift && mount -t tmpfs -o size=64k none "$disk"
    printf old > "$disk/file" && printf older > "$disk/backup"
    "$@" && cat "$disk/file" "$disk/backup" && ls -A "$disk"`;
  const command = commandOf('write-file', join(folder, 'file'), MEBIBYTE, join(folder, 'backup'));
  const { stdout, stderr } = runInOwnMounts(script, folder, ...command);
  assert.match(stdout, /^FILE_UNWRITABLE .*no space left on device \(ENOSPC\)\noldolderbackup\nfile\n$/, stderr);
});

test('a read-only disk is told as such', { skip: needsMount }, (t) => {
  const folder = join(scratchFolder(t), 'disk');
  mkdirSync(folder);
  const script = `
    disk=$1 && shift && mount -t tmpfs none "$disk" && printf old > "$disk/file"
    mount -o remount,bind,ro "$disk" && "$@" && cat "$disk/file"`;
  const { stdout, stderr } = runInOwnMounts(script, folder, ...commandOf('write-file', join(folder, 'file'), '3'));
  assert.match(stdout, /^FILE_UNWRITABLE .*\(EROFS\)\nold$/, stderr);
});
