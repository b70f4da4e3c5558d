import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { profile, writeConfig, writeRoleCredentials } from './home.ts';
import { binary, version } from './packed.ts';

const isWanted = process.env['JPAWS_REQUIRE_MINBASE'] === '1';
// Debian's release with the oldest libraries that is still maintained. Kept for the next time, as it is downloaded.
const release = 'bookworm';
const root = join(import.meta.dirname, '../../dist', `minbase-${release}`);

function whyNot(): string | false {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root';
  if (existsSync(root) || isWanted) return false;
  return 'needs JPAWS_REQUIRE_MINBASE=1, since it downloads a Debian system';
}

function makeRoot(): void {
  if (existsSync(root)) return;
  const work = `${root}.work`;
  rmSync(work, { recursive: true, force: true });
  const { status, stdout, error } = spawnSync('debootstrap', ['--variant=minbase', release, work], {
    encoding: 'utf8',
  });
  assert.equal(status, 0, `debootstrap failed: ${error?.message ?? stdout}`);
  renameSync(work, root);
}

function runInside(...command: string[]) {
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/home/someone', JPAWS_CONTRACT: '1' };
  const { status, stdout, stderr } = spawnSync('chroot', [root, ...command], { env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

if (isWanted && process.platform === 'linux') assert.equal(process.getuid?.(), 0, 'JPAWS_REQUIRE_MINBASE needs root');

test('the binary runs in a minimal Debian system', { skip: whyNot() }, () => {
  makeRoot();
  const home = join(root, 'home/someone');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home);
  copyFileSync(binary, join(root, 'usr/local/bin/jpaws'));
  writeConfig(home);
  writeRoleCredentials(home);

  // Control: it is a system of its own, without what Node 26 asks for.
  assert.notEqual(runInside('/bin/sh', '-c', 'ls /usr/lib/*/libatomic.so.1').status, 0);
  assert.deepEqual(runInside('/usr/local/bin/jpaws', '--version'), { status: 0, stdout: `${version}\n`, stderr: '' });
  assert.equal(runInside('/usr/local/bin/jpaws', '--help').status, 0);
  const used = runInside('/usr/local/bin/jpaws', 'use', profile);
  assert.equal(used.status, 0, used.stderr);
  assert.match(used.stdout, /^jpaws\/1\n[^]*\nend\n$/);
});
