// The Homebrew formula, loaded and run by Ruby with a stand-in for Homebrew's formula language (formula_dsl.rb).
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test, type TestContext } from 'node:test';
import { renderFormula } from '../../src/build/formula.ts';
import { inRoot } from '../../src/build/place.ts';
import { platformPackage } from '../../src/build/platform-package.ts';
import { ownTarget } from '../../src/build/target.ts';
import { shellTable } from '../../src/shells/table.ts';
import { binary, emptyFolder } from '../binary/packed.ts';

const runner = join(import.meta.dirname, 'run-formula.rb');
const packageJson = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8')) as {
  readonly homepage: string;
  readonly license: string;
  readonly version: string;
};
const { homepage, license, version } = packageJson;

const machines = [
  { os: 'macos', cpu: 'arm', platform: 'darwin-arm64' },
  { os: 'macos', cpu: 'intel', platform: 'darwin-x64' },
  { os: 'linux', cpu: 'arm', platform: 'linux-arm64' },
  { os: 'linux', cpu: 'intel', platform: 'linux-x64' },
];

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const checksums: ReadonlyMap<string, string> = new Map(
  machines.map(({ platform }) => [`jpaws-${version}-${platform}.tar.gz`, digestOf(platform)] as const),
);
const formula = renderFormula({ version, homepage, license, checksums });

const hasRuby = spawnSync('ruby', ['--version']).status === 0;
if (!hasRuby && process.env['JPAWS_REQUIRE_RUBY'] !== undefined) throw new Error('ruby is required and not on PATH');
const inRuby = { skip: hasRuby ? false : 'needs ruby on PATH' };

interface Loaded {
  readonly desc: string;
  readonly homepage: string;
  readonly version: string;
  readonly license: string;
  readonly url: string;
  readonly sha256: string;
  readonly order: readonly string[];
  readonly caveats: string;
}

/** Runs the runner on a formula; its answer, or the error that it ended with. */
function runFormula(t: TestContext, text: string, words: readonly string[]): Loaded {
  const file = join(emptyFolder(t), 'jpaws.rb');
  writeFileSync(file, text);
  const env = { PATH: process.env['PATH'] ?? '' };
  const { status, stdout, stderr } = spawnSync('ruby', ['-w', runner, file, ...words], { encoding: 'utf8', env });
  if (status !== 0) throw new Error(stderr);
  assert.equal(stderr, '');
  return JSON.parse(stdout) as Loaded;
}

for (const { os, cpu, platform } of machines) {
  test(`on ${os} with ${cpu} the formula takes the archive for ${platform}`, inRuby, (t) => {
    const loaded = runFormula(t, formula, [os, cpu]);
    const file = `jpaws-${version}-${platform}.tar.gz`;
    assert.equal(loaded.url, `${homepage}/releases/download/v${version}/${file}`);
    assert.equal(loaded.sha256, checksums.get(file));
    assert.deepEqual([loaded.version, loaded.homepage, loaded.license], [version, homepage, license]);
  });
}

test('the stanzas stand in the order that brew style wants', inRuby, (t) => {
  const { order } = runFormula(t, formula, ['macos', 'arm']);
  const wanted = ['desc', 'homepage', 'version', 'license', 'on_macos', 'on_arm', 'url', 'sha256', 'on_intel'];
  assert.deepEqual(order, [...wanted, 'on_linux', 'def install', 'def caveats', 'test']);
});

test('the description keeps the rules of brew audit', inRuby, (t) => {
  const { desc } = runFormula(t, formula, ['linux', 'intel']);
  assert.ok(desc.length <= 80, desc);
  assert.match(desc, /^[A-Z]/);
  assert.doesNotMatch(desc, /^(?:An?|The|Jpaws)\b|\.$|\bcommandline\b|[^ -~]/i);
});

test('the caveats hold the loading line of every shell, as it is typed', inRuby, (t) => {
  const { caveats } = runFormula(t, formula, ['linux', 'intel']);
  for (const { family, loadLine, startupFile } of shellTable) {
    const line = family === 'powershell' ? '/opt/jpaws/share/jpaws/powershell/JpAws/JpAws.psd1"' : loadLine;
    assert.ok(caveats.includes(`${line}  # in ${startupFile}`), `${line} in ${caveats}`);
  }
  assert.match(caveats, /jpaws setup/);
});

test('the formula is written as brew style wants it', () => {
  const lines = formula.split('\n');
  assert.deepEqual(
    lines.filter((line) => line.length > 118 || /\s$|\t/.test(line)),
    [],
  );
  assert.doesNotMatch(formula, /'|@[A-Z0-9_]+@/);
  assert.ok(formula.endsWith('end\n'));
});

test('a formula that uses a word which Homebrew does not have is not taken', inRuby, (t) => {
  const wrong: readonly (readonly [string, string])[] = [
    ['  license "', '  licence "'],
    ['  on_macos do', '  on_mac do'],
    ['  homepage "', '  version "'],
  ];
  for (const [from, to] of wrong) {
    assert.throws(() => runFormula(t, formula.replace(from, to), ['macos', 'arm']), /undefined method|given twice/, to);
  }
});

test('a release that lacks an archive, or has odd words in it, makes no formula', () => {
  const few = new Map([...checksums].slice(1));
  assert.throws(
    () => renderFormula({ version, homepage, license, checksums: few }),
    /the release has no jpaws-.*-darwin-arm64/,
  );
  const odd = 'https://example.com/"#{system("id")}';
  assert.throws(() => renderFormula({ version, homepage: odd, license, checksums }), /cannot stand in a formula/);
});

const ownMachine = machines.find(({ platform }) => platform === ownTarget.name);

test(
  "the archive of this machine is installed by the formula, and the formula's own test walks the whole road with it",
  { skip: ownMachine === undefined ? 'Homebrew is not for this machine' : inRuby.skip },
  async (t) => {
    assert.ok(ownMachine);
    const module = inRoot('dist', 'powershell', 'JpAws');
    const date = new Date('2026-01-02T03:04:06Z');
    const made = await platformPackage({ target: ownTarget, program: binary, module, date, level: 1 });
    const [archive, prefix] = [join(emptyFolder(t), made.fileName), emptyFolder(t)];
    writeFileSync(archive, made.content);
    const words = [ownMachine.os, ownMachine.cpu, archive, prefix];
    runFormula(t, formula, words);
    const installed = readdirSync(join(prefix, 'Cellar/jpaws', version), { recursive: true, encoding: 'utf8' });
    for (const path of [
      'bin/jpaws',
      'share/man/man1/jpaws.1',
      'etc/bash_completion.d/jpaws',
      'share/zsh/site-functions/_jpaws',
      'share/fish/vendor_completions.d/jpaws.fish',
      'share/jpaws/powershell/JpAws/JpAws.psd1',
      'share/doc/jpaws/THIRD-PARTY-LICENSES',
      ...shellTable.filter(({ family }) => family !== 'powershell').map(({ script }) => `share/jpaws/shells/${script}`),
    ]) {
      assert.ok(installed.includes(path), path);
    }
    const broken = formula.replace('arn:aws:sts::', 'arn:aws:nothing::');
    assert.throws(() => runFormula(t, broken, [...words.slice(0, 3), emptyFolder(t)]), /is not in/, 'the control');
  },
);

test("what people are told to type names the tap of the repository's owner", () => {
  const owner = /^https:\/\/github\.com\/([^/]+)\/jpaws$/.exec(homepage)?.[1];
  for (const path of ['README.md', 'shells/JpAws/Program.ps1']) {
    const [, told] =
      /brew install ([\w./-]+)/.exec(readFileSync(resolve(import.meta.dirname, '../..', path), 'utf8')) ?? [];
    assert.equal(told, `${owner}/tap/jpaws`, path);
  }
});
