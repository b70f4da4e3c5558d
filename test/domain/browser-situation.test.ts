import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserSituation } from '../../src/domain/browser-situation.ts';

type Surroundings = Parameters<typeof browserSituation>[0];

const on = (platform: Surroundings['platform'], env: Surroundings['env'], inContainer = false) =>
  browserSituation({ platform, env, isContainer: () => inContainer });

test('a desktop has a browser', () => {
  assert.equal(on('linux', { DISPLAY: ':0' }), 'local');
  assert.equal(on('linux', { WAYLAND_DISPLAY: 'wayland-0' }), 'local');
  assert.equal(on('darwin', {}), 'local');
  assert.equal(on('win32', {}), 'local');
});

test('Linux without a display has none, unless it runs under Windows', () => {
  assert.equal(on('linux', {}), 'none');
  assert.equal(on('linux', { DISPLAY: '' }), 'none');
  assert.equal(on('linux', { WSL_DISTRO_NAME: 'Debian' }), 'local');
});

test('over SSH there is none, on any system and with a forwarded display', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    assert.equal(on(platform, { SSH_CONNECTION: '1 2 3 4', DISPLAY: 'localhost:10' }), 'none');
    assert.equal(on(platform, { SSH_TTY: '/dev/pts/0' }), 'none');
  }
});

test('in a container there is none', () => {
  assert.equal(on('linux', { DISPLAY: ':0' }, true), 'none');
});

test('a BROWSER that the person set always counts', () => {
  assert.equal(on('linux', { BROWSER: 'firefox', SSH_TTY: '/dev/pts/0' }, true), 'local');
  assert.equal(on('linux', { BROWSER: '' }), 'none');
});
