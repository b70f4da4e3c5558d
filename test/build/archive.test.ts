import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { type ArchiveFile, tarGz, zip } from '../../src/build/archive.ts';
import { emptyFolder } from '../binary/packed.ts';

const date = new Date('2026-03-04T05:06:08Z');
const files: readonly ArchiveFile[] = [
  { path: 'top/bin/tool', content: Buffer.from('#!/bin/sh\n'), isExecutable: true },
  { path: 'top/README', content: Buffer.from('words\n'.repeat(5000)) },
  { path: 'top/blåbær', content: Buffer.alloc(0) },
];

for (const [kind, write] of Object.entries({ tarGz, zip })) {
  test(`${kind} writes the same bytes twice, and in another time zone`, async () => {
    const [first, second] = [await write(files, { date }), await write(files, { date })];
    assert.deepEqual(first, second);
    const home = process.env['TZ'];
    process.env['TZ'] = 'Pacific/Auckland';
    try {
      assert.deepEqual(await write(files, { date }), first);
      assert.notEqual(new Date(0).getHours(), 0, 'the time zone was not changed');
    } finally {
      if (home === undefined) delete process.env['TZ'];
      else process.env['TZ'] = home;
    }
  });

  test(`${kind} tells another time and another content apart`, async () => {
    const first = await write(files, { date });
    assert.notDeepEqual(await write(files, { date: new Date(date.getTime() + 2000) }), first);
    assert.notDeepEqual(await write(files.slice(1), { date }), first);
  });
}

/** An archive's files as another program unpacks them: path, whether it may be run, time, content. */
function unpacked(folder: string, [program, ...words]: readonly [string, ...string[]]): readonly unknown[] {
  execFileSync(program, words, { cwd: folder, env: { ...process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8' } });
  return files.map(({ path }) => {
    const { mode, mtime } = statSync(join(folder, path));
    return [path, process.platform === 'win32' ? undefined : mode & 0o777, mtime, readFileSync(join(folder, path))];
  });
}

const expected = files.map(({ path, isExecutable, content }) => {
  const mode = isExecutable === true ? 0o755 : 0o644;
  return [path, process.platform === 'win32' ? undefined : mode, date, content];
});

test('tar takes the tar.gz apart', async (t) => {
  const folder = emptyFolder(t);
  writeFileSync(join(folder, 'a.tar.gz'), await tarGz(files, { date }));
  assert.deepEqual(unpacked(folder, ['tar', '-xpzf', 'a.tar.gz']), expected);
});

test('another program takes the zip apart', async (t) => {
  const folder = emptyFolder(t);
  writeFileSync(join(folder, 'a.zip'), await zip(files, { date }));
  // The tar of macOS and Windows reads zip files as well.
  const tool = process.platform === 'linux' ? (['unzip', '-q'] as const) : (['tar', '-xpf'] as const);
  assert.deepEqual(unpacked(folder, [...tool, 'a.zip']), expected);
});

test("the files of a tar.gz are nobody's of this machine", async () => {
  const header = gunzipSync(await tarGz(files, { date })).subarray(0, 512);
  const field = (from: number, length: number): string =>
    header.toString('latin1', from, from + length).replaceAll('\0', '');
  assert.deepEqual(
    [field(108, 8).trim(), field(116, 8).trim(), field(265, 32), field(297, 32)],
    ['000000', '000000', 'root', 'root'],
  );
});
