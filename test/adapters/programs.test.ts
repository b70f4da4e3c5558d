import assert from 'node:assert/strict';
import fs, { chmodSync, mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { delimiter, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createPrograms } from '../../src/adapters/programs.ts';
import { scratchFolder } from './scratch.ts';

const skip = process.platform === 'win32' ? 'the programs of this test are shell scripts' : false;

/** A folder with a program of that text. */
function folderWith(t: TestContext, name: string, text: string): string {
  const folder = scratchFolder(t);
  writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
  chmodSync(join(folder, name), 0o755);
  return folder;
}

const programsOn = (PATH: string, env: Readonly<Record<string, string>> = {}) =>
  createPrograms({ env: { PATH, ...env }, platform: 'linux' });

test(
  'programs are found in the order of PATH, each file once, none in a folder that is not rooted',
  { skip },
  async (t) => {
    const [one, other] = [folderWith(t, 'tool', ':'), folderWith(t, 'tool', ':')];
    const linked = scratchFolder(t);
    symlinkSync(join(one, 'tool'), join(linked, 'tool'));
    mkdirSync(join(scratchFolder(t), 'tool'));
    const programs = programsOn(['.', '', linked, one, other].join(delimiter));
    assert.deepEqual(await programs.findAll('tool'), [
      { path: join(linked, 'tool'), file: join(one, 'tool') },
      { path: join(other, 'tool'), file: join(other, 'tool') },
    ]);
    assert.deepEqual(await programs.findAll('none'), []);
  },
);

test('a link that can be run and not followed, as those of the Store of Windows, is a program', { skip }, async (t) => {
  const [folder, other] = [folderWith(t, 'tool', ':'), folderWith(t, 'tool', ':')];
  const alias = join(other, 'alias');
  symlinkSync(join(folder, 'tool'), alias);
  // Linux has no such links: here the system refuses to follow it.
  const refuse = (path: unknown): never => {
    throw Object.assign(new Error(String(path)), { code: 'EACCES', errno: -13, syscall: 'stat' });
  };
  t.mock.method(fs, 'statSync', refuse);
  t.mock.method(fs, 'realpathSync', refuse);
  syncBuiltinESMExports();
  try {
    assert.deepEqual(await programsOn(other).findAll('alias'), [{ path: alias, file: alias }]);
    assert.deepEqual(await programsOn(other).findAll('tool'), [], 'no link');
  } finally {
    t.mock.restoreAll();
    syncBuiltinESMExports();
  }
});

test(
  'a program is asked without input and without our variables; its words reach it as they are',
  { skip },
  async (t) => {
    const folder = folderWith(
      t,
      'tool',
      'read x; echo "[$x]" "$1" "$KEPT" "[$AWS_SECRET_ACCESS_KEY$JPAWS_PROFILE$PSModulePath]"',
    );
    const secrets = { KEPT: 'kept', AWS_SECRET_ACCESS_KEY: 'HIDDEN', JPAWS_PROFILE: 'HIDDEN', PSModulePath: '/7' };
    const programs = programsOn('/bin', secrets);
    assert.equal(await programs.output(join(folder, 'tool'), ['$(id) "x']), '[] $(id) "x kept []\n');
  },
);

test('a program that fails or is not there says nothing', { skip }, async (t) => {
  const folder = folderWith(t, 'tool', 'echo x; exit 3');
  const programs = programsOn('/bin');
  assert.equal(await programs.output(join(folder, 'tool'), []), undefined);
  assert.equal(await programs.output(join(folder, 'none'), []), undefined);
});

test('the status of a program is told unless it did not end by itself', { skip }, async (t) => {
  const programs = programsOn('/bin');
  for (const [text, status] of [
    ['echo x', 0],
    ['exit 127', 127],
    ['kill -9 $$', undefined],
  ] as const) {
    assert.equal(await programs.status(join(folderWith(t, 'tool', text), 'tool'), []), status);
  }
  assert.equal(await programs.status('/none', []), undefined);
});

test('the running program is named without links, and so is the one that started it', { skip }, async () => {
  const programs = programsOn('/bin');
  assert.equal(await programs.own(), realpathSync(process.execPath));
  const parent = await programs.parentName();
  assert.ok(process.platform !== 'linux' || (parent !== undefined && parent !== ''), String(parent));
  assert.equal(await createPrograms({ env: {}, platform: 'win32' }).parentName(), undefined);
});
