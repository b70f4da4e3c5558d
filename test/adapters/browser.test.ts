import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createBrowser } from '../../src/adapters/browser.ts';
import { milliseconds } from '../../src/domain/units.ts';
import { commandOf } from './child.ts';
import { scratchFolder } from './scratch.ts';

const address = 'https://device.example/?user_code=ABCD&x=$(touch%20/tmp/x);`id`&y=%s';

interface Desk {
  readonly folder: string;
  /** Puts a program into the only folder of PATH; it notes what it was given in `NAME.seen` and then runs `then`. */
  program(name: string, then?: string): string;
  seen(name: string): string;
  open(url: string, env?: Record<string, string>): Promise<boolean>;
}

function desk(t: TestContext): Desk {
  const folder = scratchFolder(t);
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const note = (name: string): string => join(folder, `${name}.seen`);
  return {
    folder,
    program(name, then = 'exit 0') {
      const file = join(bin, name);
      const noted = `{ printf 'args %s\\n' "$#" "$@"; /usr/bin/env; pwd; } > '${note(name)}.new'; /bin/mv '${note(name)}.new' '${note(name)}'`;
      writeFileSync(file, `#!/bin/sh\n${noted}\n${then}\n`);
      chmodSync(file, 0o755);
      return file;
    },
    seen: (name) => (existsSync(note(name)) ? readFileSync(note(name), 'utf8') : ''),
    open: (url, env = {}) =>
      createBrowser({ machine: { platform: 'linux', env: { PATH: bin, ...env } }, patience: milliseconds(400) }).open(
        url,
      ),
  };
}

const skip = process.platform === 'win32' && 'the programs of this test are POSIX scripts';

test('the address arrives as one argument, as it is', { skip }, async (t) => {
  const { program, seen, open } = desk(t);
  program('xdg-open');
  assert.equal(await open(address), true);
  assert.ok(seen('xdg-open').startsWith(`args 1\nargs ${new URL(address).href}\n`), seen('xdg-open'));
});

test('the browser sees no AWS and no jpaws variable, and keeps the others', { skip }, async (t) => {
  const { program, seen, open } = desk(t);
  program('xdg-open');
  const env = {
    AWS_SECRET_ACCESS_KEY: 'hidden-1',
    AWS_PROFILE: 'hidden-2',
    JPAWS_PREVIOUS: 'hidden-3',
    _AWS_CLI_PROFILE_CHAIN: 'hidden-4',
    DISPLAY: ':7',
  };
  await open('https://example.com/', env);
  assert.doesNotMatch(seen('xdg-open'), /hidden|AWS_|JPAWS_/);
  assert.match(seen('xdg-open'), /^DISPLAY=:7$/m);
});

test("BROWSER is the person's own command, and the only one", { skip }, async (t) => {
  const { program, seen, open } = desk(t);
  program('xdg-open');
  program('mine');
  assert.equal(await open('https://example.com/', { BROWSER: 'mine --new "%s"' }), true);
  assert.ok(seen('mine').startsWith('args 2\nargs --new\nargs https://example.com/\n'));
  assert.equal(await open('https://example.com/', { BROWSER: 'is-not-there' }), false);
  assert.equal(seen('xdg-open'), '');
});

test('a program that fails gives way to the next one', { skip }, async (t) => {
  const { program, seen, open } = desk(t);
  program('xdg-open', 'exit 3');
  program('x-www-browser');
  assert.equal(await open('https://example.com/'), true);
  assert.notEqual(seen('xdg-open'), '');
  assert.notEqual(seen('x-www-browser'), '');
});

test('where nothing can open an address, the answer is no', { skip }, async (t) => {
  const { program, open } = desk(t);
  assert.equal(await open('https://example.com/'), false);
  program('xdg-open', 'exit 4');
  assert.equal(await open('https://example.com/'), false);
});

test('a browser that stays is not waited for', { skip }, async (t) => {
  const { program, open } = desk(t);
  program('xdg-open', 'exec /bin/sleep 5');
  const started = performance.now();
  assert.equal(await open('https://example.com/'), true);
  assert.ok(performance.now() - started < 3_000);
});

test('only https, and http of this machine, is opened', { skip }, async (t) => {
  const { program, seen, open } = desk(t);
  program('xdg-open');
  for (const url of ['http://example.com/', 'file:///etc/passwd', '--help', 'javascript:1', '/bin/sh', '']) {
    assert.equal(await open(url), false, url);
  }
  assert.equal(seen('xdg-open'), '');
  assert.equal(await open('http://127.0.0.1:4566/x'), true, 'the control: this one is opened');
});

test('no program of the working folder is taken, whatever PATH says', { skip }, async (t) => {
  const { program, seen, folder } = desk(t);
  program('xdg-open');
  const before = process.cwd();
  process.chdir(join(folder, 'bin'));
  t.after(() => process.chdir(before));
  const openWith = (PATH: string, BROWSER = '') =>
    createBrowser({ machine: { platform: 'linux', env: { PATH, BROWSER } } }).open('https://example.com/');
  for (const path of ['.', '', ':', './', '../bin']) assert.equal(await openWith(path), false);
  assert.equal(await openWith('.', './xdg-open'), false);
  assert.equal(seen('xdg-open'), '');
  assert.equal(await openWith(process.cwd()), true, 'the control: by its full path it is found');
});

test('a browser that stays keeps neither the output nor the life of jpaws', { skip }, async (t) => {
  const { program, folder, seen } = desk(t);
  program('xdg-open', 'exec /bin/sleep 5');
  const [node = '', ...words] = commandOf('open-browser', 'https://example.com/');
  const child = spawn(node, words, { env: { PATH: join(folder, 'bin') }, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('close', () => resolve('closed')));
  child.stdout.resume();
  child.stderr.resume();
  assert.equal(await Promise.race([ended, sleep(4_000, 'still open', { ref: false })]), 'closed');
  assert.notEqual(seen('xdg-open'), '', 'the control: the browser was started');
});
