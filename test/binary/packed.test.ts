import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { profile, writeConfig, writeRoleCredentials } from './home.ts';
import { emptyFolder, runBinary, runProgram, version } from './packed.ts';

test('the binary tells its version', async () => {
  assert.deepEqual(await runBinary(['--version']), { status: 0, stdout: `${version}\n`, stderr: '' });
});

test('help works without the files that yargs has beside it when it is not packed', async () => {
  const overview = await runBinary(['--help']);
  assert.equal(overview.status, 0, overview.stderr);
  for (const command of ['use', 'clear', 'login', 'export'])
    assert.match(overview.stdout, new RegExp(`^ +(?:jpaws )?${command}\\b`, 'm'));
  const command = await runBinary(['use', '--help']);
  assert.equal(command.status, 0, command.stderr);
  assert.match(command.stdout, /--region/);
});

test('a wrong option is a usage error, told in one line what and one line what to do', async () => {
  const { status, stdout, stderr } = await runBinary(['use', '--regoin', 'x']);
  assert.deepEqual([status, stdout, stderr.trimEnd().split('\n').length], [2, '', 2], stderr);
});

test('cached role credentials reach the shell from the packed program', async (t) => {
  const home = emptyFolder(t);
  writeConfig(home);
  writeRoleCredentials(home);
  const { status, stdout, stderr } = await runBinary(['use', profile], {
    env: { HOME: home, USERPROFILE: home, JPAWS_CONTRACT: '1' },
  });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^jpaws\/1\n(?:unset \w+\n)*set AWS_ACCESS_KEY_ID=ASIAEXAMPLEEXAMPLEEX\n(?:set .+\n)*end\n$/);
});

test('nothing is loaded from the working folder', async (t) => {
  const cwd = emptyFolder(t);
  const trap = "require('node:fs').writeSync(2, 'TRAPPED');";
  for (const name of ['yargs', 'ini', 'y18n']) {
    mkdirSync(join(cwd, 'node_modules', name), { recursive: true });
    writeFileSync(join(cwd, 'node_modules', name, 'index.js'), trap);
  }
  for (const name of ['main.cjs', 'sea-main.cjs', 'index.js']) writeFileSync(join(cwd, name), trap);
  writeFileSync(
    join(cwd, 'package.json'),
    JSON.stringify({ main: 'index.js', version: '6.6.6', yargs: { 'boolean-negation': true } }),
  );
  writeFileSync(join(cwd, 'node.config.json'), JSON.stringify({ nodeOptions: { require: ['./index.js'] } }));
  writeFileSync(join(cwd, '.env'), 'NODE_OPTIONS=--require=./index.js\n');

  const control = await runProgram(process.execPath, ['-e', "require('yargs')"], { cwd });
  assert.equal(control.stderr, 'TRAPPED');
  for (const words of [['--version'], ['--help'], ['use', '--help']]) {
    const [here, elsewhere] = [await runBinary(words, { cwd }), await runBinary(words, { cwd: emptyFolder(t) })];
    assert.deepEqual(here, elsewhere);
    assert.equal(here.stderr, '');
  }
});
