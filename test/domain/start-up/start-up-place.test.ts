import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expandPath, variableOf } from '../../../src/domain/start-up/start-up-place.ts';

const home = '/home/ada';

for (const [path, env, expected] of [
  ['~/.bashrc', {}, '/home/ada/.bashrc'],
  ['${ZDOTDIR:-~}/.zshrc', {}, '/home/ada/.zshrc'],
  ['${ZDOTDIR:-~}/.zshrc', { ZDOTDIR: '' }, '/home/ada/.zshrc'],
  ['${ZDOTDIR:-~}/.zshrc', { ZDOTDIR: '/z d' }, '/z d/.zshrc'],
  ['${XDG_CONFIG_HOME:-~/.config}/fish/config.fish', {}, '/home/ada/.config/fish/config.fish'],
  ['${ENV}', { ENV: '$HOME/.shrc' }, '/home/ada/.shrc'],
  ['${ENV}', { ENV: '${HOME}/.shrc' }, '/home/ada/.shrc'],
  ['${ENV}', { ENV: '~/.shrc' }, '/home/ada/.shrc'],
  ['${ENV}', {}, undefined],
  ['${ENV}', { ENV: '' }, undefined],
  ['${ENV}', { ENV: '$XDG_CONFIG_HOME/shrc' }, undefined],
  ['${ENV}', { ENV: '.shrc' }, undefined],
  ['${ENV:-~/.kshrc}', { ENV: '~ada/.shrc' }, undefined],
] as const) {
  test(`${path} with ${JSON.stringify(env)} is ${expected}`, () => {
    assert.equal(expandPath(path, { home, env }), expected);
  });
}

test('a home folder of Windows, and one with a dollar sign, are taken as they are', () => {
  assert.equal(expandPath('~/Documents/x', { home: 'C:\\Users\\å b', env: {} }), 'C:\\Users\\å b/Documents/x');
  assert.equal(expandPath('~/x', { home: '/home/$& $HOME', env: {} }), '/home/$& $HOME/x');
});

test('the variable of a path is named', () => {
  assert.deepEqual(['${ENV}', '${A:-~}/x', '~/x'].map(variableOf), ['ENV', 'A', undefined]);
});
