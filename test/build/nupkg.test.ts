import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { changelogSections, releaseNotes } from '../../src/build/changelog.ts';
import { readModuleManifest } from '../../src/build/module-manifest.ts';
import { nupkg } from '../../src/build/nupkg.ts';
import { xmlText } from '../../src/build/xml-text.ts';
import { renderScript } from '../../src/shells/render.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const { homepage } = JSON.parse(read('package.json')) as { homepage: string };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const manifestFor = (version: string): string =>
  renderScript(read('shells/JpAws/JpAws.psd1'), { version, contract: 1, envCommands: ['use'] });

const filesFor = (version = '1.2.3', more: Readonly<Record<string, string>> = {}): Map<string, Uint8Array> =>
  new Map(Object.entries({ 'JpAws.psd1': manifestFor(version), ...more }).map(([path, text]) => [path, bytes(text)]));

const packed = (files = filesFor(), notes = ''): Record<string, string> =>
  Object.fromEntries(
    [...nupkg({ files, name: 'JpAws', releaseNotes: notes }).entries].map(([path, data]) => [
      path,
      new TextDecoder().decode(data),
    ]),
  );

test('the manifest is read as PowerShell reads it', () => {
  const text = `@{
    ModuleVersion     = '1.2.3'
    Author = 'It''s us'
    CompanyName = 'c'
    Copyright = '(c) x'
    Description = 'd'
    FunctionsToExport = @('Use-A', "no",
        'Get-B')
    PrivateData = @{ PSData = @{
      Tags = @('x', 'y z')
      ProjectUri = 'p'
      LicenseUri = 'l'
      IconUri = 'i'
      Prerelease = 'rc1'
    } }
  }`;
  const { version, author, functions, tags } = readModuleManifest('A', text);
  assert.deepEqual(
    { version, author, functions, tags },
    { version: '1.2.3-rc1', author: "It's us", functions: ['Use-A', 'Get-B'], tags: ['x', 'y z'] },
  );
  assert.throws(() => readModuleManifest('A', text.replace(/^ +ProjectUri.*\n/m, '')), /no ProjectUri/);
});

test("the addresses in the module's manifest are those of package.json", () => {
  const { projectUri, licenseUri, iconUri } = readModuleManifest('JpAws', manifestFor('1.2.3'));
  const raw = homepage.replace('https://github.com/', 'https://raw.githubusercontent.com/');
  assert.deepEqual(
    [projectUri, licenseUri, iconUri],
    [homepage, `${homepage}/blob/main/LICENSE`, `${raw}/main/docs/icon.png`],
  );
  assert.ok(manifestFor('1.2.3').includes(`'${homepage}/releases/tag/v1.2.3'`));
  for (const path of ['LICENSE', 'docs/icon.png']) assert.ok(read(path).length > 0);
});

test('the package is named as a feed looks for it, also for a pre-release', () => {
  const name = (version: string): string =>
    nupkg({ files: filesFor(version), name: 'JpAws', releaseNotes: '' }).fileName;
  assert.equal(name('1.2.3'), 'JpAws.1.2.3.nupkg');
  assert.equal(name('1.2.3-rc1'), 'JpAws.1.2.3-rc1.nupkg');
});

test('the nuspec says what the Gallery shows and finds the module by', () => {
  const { 'JpAws.nuspec': nuspec = '' } = packed(filesFor(), '- a <new> & "quoted" thing');
  const field = (name: string): string | undefined => new RegExp(`<${name}>([^<]*)</${name}>`).exec(nuspec)?.[1];
  assert.equal(field('id'), 'JpAws');
  assert.equal(field('version'), '1.2.3');
  assert.equal(field('releaseNotes'), '- a &lt;new&gt; &amp; &quot;quoted&quot; thing');
  assert.equal(field('licenseUrl'), `${homepage}/blob/main/LICENSE`);
  const tags = field('tags')?.split(' ') ?? [];
  for (const tag of ['PSModule', 'PSEdition_Desktop', 'PSEdition_Core', 'PSIncludes_Function', 'PSCommand_Use-JpAws']) {
    assert.ok(tags.includes(tag), tag);
  }
  assert.equal(new Set(tags).size, tags.length);
});

test('every part of the package has a content type, and the package names its manifest', () => {
  const parts = packed(filesFor('1.2.3', { 'bin/win-x64/jpaws.exe': 'MZ', 'en-US/about_JpAws.help.txt': 'x' }));
  const { '[Content_Types].xml': types = '', '_rels/.rels': relationships = '' } = parts;
  const declared = new Set([...types.matchAll(/Extension="([^"]+)"/g)].map(([, extension]) => extension));
  for (const path of Object.keys(parts).filter((name) => name !== '[Content_Types].xml')) {
    assert.ok(declared.has(path.split('.').at(-1)), path);
  }
  const targets = [...relationships.matchAll(/Target="\/([^"]+)"/g)].map(([, target]) => target);
  assert.equal(targets.length, 2);
  for (const target of targets) assert.ok(target !== undefined && target in parts, target);
});

test('a file that cannot be a part of a package is refused', () => {
  for (const path of [
    'LICENSE',
    'with blank.txt',
    '../up.txt',
    '/rooted.txt',
    'a//b.txt',
    'back\\slash.txt',
    'ø.txt',
  ]) {
    assert.throws(() => packed(filesFor('1.2.3', { [path]: '' })), /cannot be a part/, path);
  }
});

test('a character that XML cannot hold is refused', () => {
  assert.equal(xmlText('tab\t, line\n, blåbær 開発'), 'tab\t, line\n, blåbær 開発');
  for (const text of ['\0', '\u001b[1m', '\ufffe', '\ud800']) assert.throws(() => xmlText(text), /cannot hold/);
});

test("the newest version's section of the changelog is its release notes", () => {
  const text =
    '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- new\n\n## [0.2.0] - 2026-01-02\n\n- two\n\n## [0.1.0] - 2026-01-01\n- one\n';
  assert.deepEqual(
    changelogSections(text).map(({ title, date }) => [title, date]),
    [
      ['Unreleased', undefined],
      ['0.2.0', '2026-01-02'],
      ['0.1.0', '2026-01-01'],
    ],
  );
  assert.equal(releaseNotes(text, '0.2.0'), '- two');
  assert.equal(releaseNotes(text.replaceAll('\n', '\r\n'), '0.1.0'), '- one');
  assert.equal(releaseNotes(text, '0.3.0'), '### Added\n\n- new');
  assert.match(releaseNotes(read('CHANGELOG.md'), '9.9.9'), /^### /);
});
