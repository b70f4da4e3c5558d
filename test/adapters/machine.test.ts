import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { test } from 'node:test';
import { isInContainer } from '../../src/adapters/container.ts';
import { homeFolder } from '../../src/adapters/home-folder.ts';
import { readMachine } from '../../src/adapters/machine.ts';

const host = { env: { HOME: '/home/someone' }, platform: 'linux', stdout: { isTTY: true } } as const;

test('the machine tells its platform, environment and version', () => {
  const machine = readMachine(host, '1.2.3');
  assert.equal(machine.platform, 'linux');
  assert.equal(machine.env, host.env);
  assert.equal(machine.version, '1.2.3');
  assert.equal(machine.home, '/home/someone');
});

test('other Unix systems count as Linux', () => {
  assert.equal(readMachine({ ...host, platform: 'freebsd' }, '1').platform, 'linux');
  assert.equal(readMachine({ ...host, platform: 'darwin' }, '1').platform, 'darwin');
});

test('HOME is the home where it is set to an absolute path', () => {
  assert.equal(homeFolder({ env: { HOME: '/h', USERPROFILE: '/u' }, platform: 'darwin' }), '/h');
});

test('without a usable HOME it is the home of the account', () => {
  const { homedir } = userInfo();
  for (const env of [{}, { HOME: '' }, { HOME: 'relative' }, { HOME: '~' }]) {
    assert.equal(homeFolder({ env, platform: 'linux' }), homedir);
  }
});

test('on Windows USERPROFILE is the home, and HOME does not count', () => {
  const env = { HOME: 'C:\\elsewhere', USERPROFILE: 'C:\\Users\\k', HOMEDRIVE: 'H:', HOMEPATH: '\\k' };
  assert.equal(homeFolder({ env, platform: 'win32' }), 'C:\\Users\\k');
  assert.equal(homeFolder({ env: { ...env, USERPROFILE: '' }, platform: 'win32' }), 'H:\\k');
});

test(
  'an account without an entry and without HOME has no home, and that is no error',
  { skip: process.getuid?.() === 0 ? false : 'needs root, to run as an account without an entry' },
  () => {
    const module = new URL('../../src/adapters/home-folder.ts', import.meta.url).href;
    const code = `import { homeFolder } from '${module}'; console.log(homeFolder({ env: {}, platform: 'linux' }));`;
    const args = ['--input-type=module', '-e', code];
    const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', uid: 54_321, gid: 54_321, env: {} });
    assert.equal(stdout, 'undefined\n');
  },
);

test('a container is known by its variables', () => {
  assert.equal(isInContainer({ env: { container: 'podman' }, platform: 'linux' }), true);
  assert.equal(isInContainer({ env: { KUBERNETES_SERVICE_HOST: '10.0.0.1' }, platform: 'linux' }), true);
  assert.equal(isInContainer({ env: { container: 'podman' }, platform: 'darwin' }), false);
});

test('stdout may be coloured on a terminal without NO_COLOR', () => {
  const colourful = (env: Record<string, string>, isTTY: boolean): boolean =>
    readMachine({ env, platform: 'linux', stdout: { isTTY } }, '1').hasColourfulStdout();
  assert.equal(colourful({}, true), true);
  assert.equal(colourful({}, false), false);
  assert.equal(colourful({ NO_COLOR: '' }, true), true);
  assert.equal(colourful({ NO_COLOR: '1' }, true), false);
  assert.equal(colourful({ TERM: 'dumb' }, true), false);
});
