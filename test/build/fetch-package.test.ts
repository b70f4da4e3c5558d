import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { tarGz } from '../../src/build/archive.ts';
import { fetchPackage } from '../../src/build/fetch-package.ts';
import { ownTarget } from '../../src/build/target.ts';
import { runtimeLicense, targetRuntime } from '../../src/build/target-runtime.ts';
import { emptyFolder, runProgram } from '../binary/packed.ts';

/** Lets the build take that script for npm. */
function asNpm(t: TestContext, script: string): void {
  const before = process.env['npm_execpath'];
  const path = join(emptyFolder(t), 'npm-cli.js');
  writeFileSync(path, script);
  process.env['npm_execpath'] = path;
  t.after(() => {
    if (before === undefined) delete process.env['npm_execpath'];
    else process.env['npm_execpath'] = before;
  });
}

/** A registry with one package; the answer is the package as it would be locked. */
async function oneAvailable(t: TestContext) {
  const files = [{ path: 'package/LICENSE', content: Buffer.from('words') }];
  const archive = await tarGz(files, { date: new Date(0) });
  const path = join(emptyFolder(t), 'archive');
  writeFileSync(path, archive);
  asNpm(
    t,
    `const to = process.argv[process.argv.indexOf('--pack-destination') + 1];
    require('node:fs').copyFileSync(${JSON.stringify(path)}, to + '/node-some-1.2.3.tgz');
    console.log('node-some-1.2.3.tgz');`,
  );
  const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
  return { name: 'node-some', version: '1.2.3', integrity };
}

test('a package that is the locked one is unpacked', async (t) => {
  const [locked, place] = [await oneAvailable(t), emptyFolder(t)];
  fetchPackage(locked, join(place, 'some'));
  assert.equal(readFileSync(join(place, 'some/package/LICENSE'), 'utf8'), 'words');
  assert.deepEqual(readdirSync(join(place, 'some')), ['package']);
  assert.deepEqual(readdirSync(place), ['some']);
});

test('a package that is not the locked one is refused, and nothing of it stays', async (t) => {
  const [locked, place] = [await oneAvailable(t), emptyFolder(t)];
  const integrity = `sha512-${createHash('sha512').update('another').digest('base64')}`;
  assert.throws(
    () => fetchPackage({ ...locked, integrity }, join(place, 'some')),
    /is not what package-lock\.json names/,
  );
  assert.deepEqual(readdirSync(place), []);
});

test('a package that cannot be downloaded stops the build with what npm said', (t) => {
  const place = emptyFolder(t);
  asNpm(t, "console.error('no such registry'); process.exit(1);");
  const locked = { name: 'node-some', version: '1.2.3', integrity: '' };
  assert.throws(() => fetchPackage(locked, join(place, 'some')), /no such registry/);
  assert.deepEqual(readdirSync(place), []);
});

test("this machine's own runtime is the one that is installed, and its licence names its version", async () => {
  const { stdout } = await runProgram(targetRuntime(ownTarget), ['--version']);
  assert.equal(stdout.trim(), process.version);
  assert.match(runtimeLicense(ownTarget), new RegExp(`^Node\\.js ${process.versions.node}, and the parts`));
});
