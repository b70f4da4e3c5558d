import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { Script } from 'node:vm';
import { profile, writeConfig, writeRoleCredentials } from './home.ts';
import { emptyFolder, runProgram } from './packed.ts';

const bundle = join(import.meta.dirname, '../../dist/bundle');
const compiled = join(import.meta.dirname, '../../dist/compiled');
const parts = readdirSync(bundle).filter((name) => name.endsWith('.cjs'));

// Each of these costs a cached `use` about as much as all the rest of its work.
const HEAVY = new Set([
  'net',
  'tty',
  'stream',
  'readline',
  'child_process',
  'http',
  'https',
  'crypto',
  'tls',
  'assert',
]);

/** The names of Node's modules that a call of the unpacked program loads beyond those of an empty script. */
async function loadedBy(t: TestContext, words: readonly string[]): Promise<string[]> {
  const home = emptyFolder(t);
  writeConfig(home);
  writeRoleCredentials(home);
  const [list, spy] = [join(home, 'list'), join(home, 'spy.cjs')];
  writeFileSync(
    spy,
    `const before = new Set(process.moduleLoadList);
    process.on('exit', () => {
      const loaded = process.moduleLoadList.filter((name) => !before.has(name));
      require('node:fs').writeFileSync(${JSON.stringify(list)}, loaded.join('\\n'));
    });`,
  );
  const env = { HOME: home, USERPROFILE: home, JPAWS_CONTRACT: '1' };
  const { status, stderr } = await runProgram(process.execPath, ['-r', spy, join(bundle, 'main.cjs'), ...words], {
    env,
  });
  assert.equal(status, 0, stderr);
  const names = readFileSync(list, 'utf8').matchAll(/^NativeModule (.+)$/gm);
  return [...names].map(([, name]) => name ?? '');
}

test('what shells call all day loads none of the heavy modules of Node', async (t) => {
  for (const words of [['use', profile], ['clear'], ['__complete', '--', 'use', '']]) {
    const loaded = await loadedBy(t, words);
    assert.deepEqual(
      loaded.filter((name) => HEAVY.has(name)),
      [],
      `jpaws ${words.join(' ')}`,
    );
  }
});

test('help loads what the calls above do without', async (t) => {
  assert.ok((await loadedBy(t, ['--help'])).includes('assert'));
});

test('the compiled code that is packed fits this runtime', () => {
  assert.ok(parts.includes('main.cjs'));
  for (const name of parts) {
    const code = readFileSync(join(bundle, name), 'latin1');
    const cachedData = readFileSync(join(compiled, name));
    assert.equal(new Script(Module.wrap(code), { cachedData }).cachedDataRejected, false, name);
  }
});
