import assert from 'node:assert/strict';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { runScript, skipWithoutEngine } from './engine.ts';
import { importLine } from './module.ts';
import { testModule } from './session.ts';

const PLATFORMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'osx', win32: 'win' };

/** A folder with stand-ins that say their own name, and a copy of the module. */
function buildPlace(t: TestContext): {
  readonly folder: string;
  readonly module: string;
  add(path: string, mode?: number): void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'jpaws-place-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const module = join(folder, 'JpAws');
  cpSync(testModule(), module, { recursive: true });
  const add = (path: string, mode = 0o755): void => {
    const file = join(folder, path, 'jpaws');
    mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(file, `#!/bin/sh\necho '${path}'\n`);
    chmodSync(file, mode);
  };
  return { folder, module, add };
}

test('the program beside the module wins over the one on PATH', skipWithoutEngine(), async (t) => {
  const { folder, module, add } = buildPlace(t);
  const beside = `JpAws/bin/${PLATFORMS[process.platform]}-${process.arch}`;
  add('path');
  const run = () => runScript({ script: `${importLine(module)}\njpaws`, path: [join(folder, 'path')] });
  assert.equal((await run()).stdout, 'path\n');
  add(beside);
  assert.equal((await run()).stdout, `${beside}\n`);
});

test(
  'the first rooted folder of PATH counts; the working folder, relative entries, functions and aliases never do',
  skipWithoutEngine(),
  async (t) => {
    const { folder, module, add } = buildPlace(t);
    for (const name of ['here', 'here/sub', 'first', 'second']) add(name);
    mkdirSync(join(folder, 'folder', 'jpaws'), { recursive: true });
    const { stdout } = await runScript({
      cwd: join(folder, 'here'),
      script: `
      function global:Get-JpAwsProgram { 'no' }
      $env:PATH = '.::./sub:sub:${folder}/folder:${folder}/first:${folder}/second'
      ${importLine(module)}
      jpaws
      Set-Item -LiteralPath Alias:jpaws.exe -Value Get-JpAwsProgram
      jpaws
      $env:PATH = '${folder}/second'
      jpaws`,
    });
    assert.equal(stdout, 'first\nfirst\nfirst\n');
  },
);

for (const constrained of [false, true]) {
  test(
    `where the first program is blocked the next one runs${constrained ? ', in Constrained Language Mode too' : ''}`,
    skipWithoutEngine(),
    async (t) => {
      const { folder, module, add } = buildPlace(t);
      add('first');
      add('second');
      // What the system refuses to start.
      writeFileSync(join(folder, 'first', 'jpaws'), '\x7fELF');
      const { stdout, stderr } = await runScript({
        constrained,
        path: [join(folder, 'first'), join(folder, 'second')],
        script: `${importLine(module)}\njpaws list\n"$LASTEXITCODE"\njpaws list\n@(Get-JpAwsProfile -ErrorAction Ignore).Count`,
      });
      assert.equal(stdout, 'second\n0\nsecond\n0\n');
      assert.equal(stderr, '');
    },
  );
}

test('a program that went away is looked for again', skipWithoutEngine(), async (t) => {
  const { folder, module, add } = buildPlace(t);
  add('first');
  add('second');
  const { stdout } = await runScript({
    path: [join(folder, 'first'), join(folder, 'second')],
    script: `${importLine(module)}\njpaws\nRemove-Item -LiteralPath '${folder}/first/jpaws'\njpaws`,
  });
  assert.equal(stdout, 'first\nsecond\n');
});

test('in Constrained Language Mode the program is found on PATH', skipWithoutEngine(), async (t) => {
  const { folder, module, add } = buildPlace(t);
  add('path');
  const { stdout } = await runScript({
    constrained: true,
    script: `${importLine(module)}\njpaws`,
    path: [join(folder, 'path')],
  });
  assert.equal(stdout, 'path\n');
});

test('a file that may not be executed is passed over', skipWithoutEngine(), async (t) => {
  const { folder, module, add } = buildPlace(t);
  add('first', 0o644);
  add('second');
  const { stdout } = await runScript({
    script: `${importLine(module)}\njpaws`,
    path: [join(folder, 'first'), join(folder, 'second')],
  });
  assert.equal(stdout, 'second\n');
});
