import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test, type TestContext } from 'node:test';
import { inRoot, version } from '../../src/build/place.ts';
import type { PackageFile } from '../../src/build/platform-package.ts';
import { type Finished, releaseFiles } from '../../src/build/release-files.ts';
import { releaseStep } from '../../src/build/release-step.ts';
import { findTarget } from '../../src/build/target.ts';
import { checksums } from '../../src/build/write-packages.ts';
import { emptyFolder } from '../binary/packed.ts';

const module = inRoot('dist', 'powershell', 'JpAws');
const SIGNATURE = '# SIG # a stand-in for a signature block\n';
const writing = { date: new Date('2026-01-02T03:04:06Z'), level: 1 };

/** A platform whose program is some bytes, and whose module is signed as it were. */
function finished(t: TestContext, name: string): Finished {
  const target = findTarget(name);
  const folder = emptyFolder(t);
  const own = { program: join(folder, target.program), module: join(folder, 'JpAws') };
  writeFileSync(own.program, `the program for ${name}`);
  cpSync(module, own.module, { recursive: true });
  appendFileSync(join(own.module, 'JpAws.psm1'), SIGNATURE);
  return { target, ...own };
}

const namesOf = (files: readonly PackageFile[]): readonly string[] => files.map(({ fileName }) => fileName);

/** A file of an archive, as another program reads it. */
function unpacked(t: TestContext, { fileName, content }: PackageFile, path: string): string {
  const archive = join(emptyFolder(t), fileName);
  writeFileSync(archive, content);
  const { stdout } = spawnSync('unzip', ['-p', archive, path], { encoding: 'utf8' });
  return stdout;
}

const hasUnzip = spawnSync('unzip', ['-v']).status === 0;
const withUnzip = { skip: hasUnzip ? false : 'needs unzip on PATH' };

let files: readonly PackageFile[];
before(async (t) => {
  files = await releaseFiles([finished(t as TestContext, 'linux-x64'), finished(t as TestContext, 'win-x64')], writing);
});

test('with Windows among the platforms there is a package for the Gallery, and no formula without macOS', () => {
  assert.deepEqual(namesOf(files), [
    `jpaws-${version}-linux-x64.tar.gz`,
    `jpaws-${version}-win-x64.zip`,
    `JpAws.${version}.nupkg`,
  ]);
});

test('archive and package for Windows hold the signed module and the signed program', withUnzip, (t) => {
  const [, zip, nupkg] = files;
  assert.ok(zip !== undefined && nupkg !== undefined);
  const top = `jpaws-${version}-win-x64`;
  assert.ok(unpacked(t, zip, `${top}/powershell/JpAws/JpAws.psm1`).endsWith(SIGNATURE));
  assert.ok(unpacked(t, nupkg, 'JpAws.psm1').endsWith(SIGNATURE));
  assert.equal(unpacked(t, zip, `${top}/jpaws.exe`), 'the program for win-x64');
  assert.equal(unpacked(t, nupkg, 'bin/win-x64/jpaws.exe'), 'the program for win-x64');
  assert.equal(unpacked(t, nupkg, 'LICENSE.txt'), readFileSync(inRoot('LICENSE'), 'utf8'));
  assert.match(unpacked(t, nupkg, 'THIRD-PARTY-LICENSES.txt'), /Node\.js \d+/);
});

test('without Windows there is no package for the Gallery', async (t) => {
  assert.deepEqual(namesOf(await releaseFiles([finished(t, 'linux-x64')], writing)), [
    `jpaws-${version}-linux-x64.tar.gz`,
  ]);
});

test('every file has its line in the checksums', () => {
  const lines = checksums(files).split('\n').slice(0, -1);
  assert.equal(lines.length, files.length);
  for (const line of lines) assert.match(line, /^[0-9a-f]{64} {2}\S+$/);
});

test('a release that lacks a platform is not made, and nothing is built for it', async (t) => {
  const folder = emptyFolder(t);
  mkdirSync(join(folder, 'ready-linux-x64'));
  writeFileSync(join(folder, 'ready-linux-x64', 'jpaws'), '');
  const build = (): Promise<never> => Promise.reject(new Error('it was built'));
  await assert.rejects(releaseStep([folder], build), /there is no .*ready-linux-arm64/);
});
