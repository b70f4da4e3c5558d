// The archive of this platform, unpacked in an empty folder and used as a person would: nothing of the checkout helps.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, test } from 'node:test';
import { build } from 'esbuild';
import { type PackageFile, platformPackage } from '../../src/build/platform-package.ts';
import { findTarget, ownTarget } from '../../src/build/target.ts';
import { checksums } from '../../src/build/write-packages.ts';
import { type ShellRow, shellTable } from '../../src/shells/table.ts';
import { binary, emptyFolder, runProgram, version } from '../binary/packed.ts';
import { loadDrivers } from '../contract/drivers/index.ts';
import { accountId, profileName, roleName, somebody } from '../road/person.ts';

const onWindows = process.platform === 'win32';
const root = join(import.meta.dirname, '../..');
const top = `jpaws-${version}-${ownTarget.name}`;
const date = new Date('2026-01-02T03:04:06Z');

const make = (): Promise<PackageFile> =>
  platformPackage({
    target: ownTarget,
    program: binary,
    module: join(dirname(binary), 'powershell/JpAws'),
    date,
    level: 1,
  });

// Before the first test: the runner takes a file whose tests are all over for finished.
const drivers = await loadDrivers();
const made = await make();
const prefix = mkdtempSync(join(realpathSync(tmpdir()), 'jpaws-package-'));
after(() => rmSync(prefix, { recursive: true, force: true }));
writeFileSync(join(prefix, made.fileName), made.content);
execFileSync('tar', ['-xf', made.fileName], { cwd: prefix });
/** What was in the archive. */
const folder = join(prefix, top);

function filesBelow(place: string): readonly string[] {
  const entries = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) => relative(place, join(parentPath, name)).replaceAll('\\', '/')).sort();
}

test('packing the same program again gives the same bytes', async () => {
  assert.equal(made.fileName, `${top}.${onWindows ? 'zip' : 'tar.gz'}`);
  assert.ok(Buffer.from((await make()).content).equals(made.content));
});

test('the archive holds the program, what loads and completes it, its manual, its licences', () => {
  const found = filesBelow(folder);
  const expected = [
    ownTarget.program,
    'README.md',
    'CHANGELOG.md',
    'LICENSE',
    'THIRD-PARTY-LICENSES',
    'man/jpaws.1',
    'completions/jpaws.bash',
    'completions/_jpaws',
    'completions/jpaws.fish',
    ...new Set(shellTable.filter(({ family }) => family !== 'powershell').map(({ script }) => `shells/${script}`)),
    ...filesBelow(join(root, 'dist/powershell/JpAws')).map((file) => `powershell/JpAws/${file}`),
  ];
  assert.deepEqual(found, expected.sort());
  // On a disk that knows no case, one of two such names would be lost.
  assert.equal(new Set(readdirSync(folder).map((name) => name.toLowerCase())).size, readdirSync(folder).length);
  if (!onWindows) {
    for (const file of found)
      assert.equal(statSync(join(folder, file)).mode & 0o777, file === ownTarget.program ? 0o755 : 0o644, file);
  }
  const page = readFileSync(join(folder, 'man/jpaws.1'), 'utf8');
  assert.match(page, new RegExp(String.raw`^\.TH JPAWS 1 2026-01-02 "jpaws ${version}"`));
});

test('no link of the archive leads to a file that is not in it', () => {
  for (const name of ['README.md', 'CHANGELOG.md']) {
    const links = [...readFileSync(join(folder, name), 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
    assert.ok(links.length > 0, name);
    assert.deepEqual(
      links.filter((link) => !/^(?:https:|#)/.test(link ?? '')),
      [],
    );
  }
});

test('SHA256SUMS is what sha256sum checks, and a changed file is refused', (t) => {
  const desk = emptyFolder(t);
  const small = { fileName: 'a file', content: Buffer.from('words') };
  for (const { fileName, content } of [made, small]) writeFileSync(join(desk, fileName), content);
  const sums = checksums([made, small]);
  writeFileSync(join(desk, 'SHA256SUMS'), sums);
  assert.ok(sums.includes(`${createHash('sha256').update(made.content).digest('hex')}  ${made.fileName}\n`));
  if (process.platform !== 'linux') return;
  const check = (): number | null =>
    spawnSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: desk }).status;
  assert.equal(check(), 0);
  writeFileSync(join(desk, 'a file'), 'other words');
  assert.equal(check(), 1);
});

test('every package that is in the bundle has its licence in the archive, and so has Node', async () => {
  const licenses = readFileSync(join(folder, 'THIRD-PARTY-LICENSES'), 'utf8');
  // esbuild writes above each module where it is from: another witness than the list that the build keeps.
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/main.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    write: false,
  });
  const folders = [
    ...(outputFiles[0]?.text ?? '').matchAll(/^ *\/\/ (\S*node_modules\/(?:@[^/\s]+\/)?[^/\s]+)\/\S+$/gm),
  ];
  const packages = new Set(folders.map(([, bundled = '']) => bundled));
  assert.ok(packages.size > 30, `${packages.size} packages`);
  for (const bundled of packages) {
    const found = JSON.parse(readFileSync(join(root, bundled, 'package.json'), 'utf8')) as Record<string, string>;
    assert.ok(licenses.includes(`\n${found['name']} ${found['version']} (${found['license']})\n`), bundled);
  }
  const behindNode = licenses.split(`\nNode.js ${process.versions.node}, `)[1] ?? '';
  for (const part of ['V8', 'OpenSSL', 'libuv', 'ICU', 'zlib'])
    assert.match(behindNode, new RegExp(`^- ${part}, located at`, 'm'));
  for (const words of ['Apache License', 'MIT License', 'Permission to use, copy, modify, and/or distribute'])
    assert.ok(licenses.includes(words), words);
});

test('a program for macOS is refused where it cannot be signed', { skip: process.platform === 'darwin' }, async () => {
  const { packBinary } = await import('../../src/build/binary.ts');
  await assert.rejects(packBinary(findTarget('darwin-arm64')), /can only be built on such a machine/);
  assert.throws(() => findTarget('amiga-68k'), /there are linux-x64, /);
});

/** The road, in words that all shells of these families read alike. */
const road = (load: string): string => `${load}
jpaws configure ${profileName} --account ${accountId} --role ${roleName} --yes || exit 11
jpaws login ${profileName} --device-code --no-browser || exit 12
jpaws use ${profileName} || exit 13
env
jpaws whoami --json || exit 14
jpaws clear || exit 15
echo CLEARED
env
`;

for (const { id, missing } of drivers) {
  const row: ShellRow | undefined = shellTable.find((one) => one.id === id);
  if (row === undefined || row.family === 'powershell') continue;
  const skip = missing() ?? (onWindows && 'the road is for Unix');

  test(`${id}: the whole road with the unpacked package`, { skip }, async (t) => {
    const person = await somebody(t);
    const [script, cwd] = [join(person.desk, 'road'), join(person.desk, 'work')];
    mkdirSync(cwd);
    writeFileSync(script, road(row.loadLine));
    const env = { ...person.env, PATH: `${folder}:/usr/local/bin:/usr/bin:/bin` };
    const words = [...row.bareArguments, script];
    const { status, stdout, stderr } = await runProgram(row.program, words, { env, cwd });
    assert.equal(status, 0, stderr);
    const [used = '', cleared = ''] = stdout.split('CLEARED\n');
    assert.match(used, /^AWS_ACCESS_KEY_ID=ASIA/m);
    assert.match(used, new RegExp(`^JPAWS_PROFILE=${profileName}$`, 'm'));
    assert.match(used, new RegExp(`"arn": "arn:aws:sts::${accountId}:assumed-role/[^"]*${roleName}`));
    assert.match(cleared, /^HOME=/m);
    assert.doesNotMatch(cleared, /^(?:AWS_ACCESS|AWS_SECRET|AWS_SESSION|JPAWS)_/m);
    assert.deepEqual(readdirSync(cwd), []);
  });

  test(`${id}: the package's file is what jpaws init prints`, { skip: onWindows }, async () => {
    const { stdout } = await runProgram(join(folder, ownTarget.program), ['init', id]);
    assert.equal(readFileSync(join(folder, 'shells', row.script), 'utf8'), stdout);
  });
}
