import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserCommands } from '../../src/domain/browser-commands.ts';

const address = 'https://example.com/?a=1&b=$(id)%20`x`';
const on = (platform: 'linux' | 'darwin' | 'win32', env: Record<string, string>) =>
  browserCommands(address, { platform, env });

test('the address is one argument of a program on every system, and no shell is named', () => {
  const all = [
    ...on('linux', {}),
    ...on('linux', { WSL_DISTRO_NAME: 'Debian' }),
    ...on('darwin', {}),
    ...on('win32', { SystemRoot: 'D:\\Win' }),
  ];
  for (const [program, ...words] of all) {
    assert.equal(words.at(-1), address);
    assert.doesNotMatch(program, /(^|[\\/])(sh|bash|cmd|powershell|pwsh|wslview)(\.exe)?$/i);
  }
});

test('Windows and WSL use the address handler of Windows by its full path first', () => {
  assert.deepEqual(on('win32', { SystemRoot: 'D:\\Win' }), [
    ['D:\\Win\\System32\\rundll32.exe', 'url.dll,FileProtocolHandler', address],
  ]);
  assert.equal(on('linux', { WSL_INTEROP: '/run/x' })[0]?.[0], '/mnt/c/Windows/System32/rundll32.exe');
});

test('BROWSER is the only one when it is set; the address comes last', () => {
  assert.deepEqual(on('linux', { BROWSER: 'firefox --new-tab' }), [['firefox', '--new-tab', address]]);
});

test('%s in BROWSER stands for the address, which is not read for %s or $ itself', () => {
  const strange = 'https://example.com/%s?$&';
  const [command] = browserCommands(strange, { platform: 'linux', env: { BROWSER: 'open-it "--url=%s" -x' } });
  assert.deepEqual(command, ['open-it', `--url=${strange}`, '-x']);
});

test("BROWSER is a list parted as PATH is, with quoted words and Python's & at the end", () => {
  assert.deepEqual(on('linux', { BROWSER: "'/opt/my browser/b' -p:w3m %s &" }), [
    ['/opt/my browser/b', '-p', address],
    ['w3m', address],
  ]);
  assert.deepEqual(on('win32', { BROWSER: '"C:\\Program Files\\B\\b.exe" -n;C:\\x.exe %s' }), [
    ['C:\\Program Files\\B\\b.exe', '-n', address],
    ['C:\\x.exe', address],
  ]);
});

test('an entry of BROWSER that cannot be read is left out', () => {
  assert.deepEqual(on('linux', { BROWSER: '"open quote::x' }), [['x', address]]);
});
