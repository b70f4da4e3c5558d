import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryWorld } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';

/** Lines that are wrong, and what their one line of explanation says. */
const wrong: readonly (readonly [words: string, says: RegExp])[] = [
  ['us koa', /there is no command "us"; did you mean use\?/],
  ['profile', /^$/],
  ['profile gte a b', /there is no command "profile gte"; did you mean profile get/],
  ['profile-get a b', /there is no command "profile-get"; did you mean profile get/],
  ['nonsense', /there is no command "nonsense"/],
  ['__proto__', /there is no command/],
  ['constructor', /there is no command/],
  ['--profile x', /--profile is no option before a command/],
  ['use a --regoin eu-west-1', /--regoin is no option of this command; did you mean --region\?/],
  ['use a -region eu-west-1', /-region is no option of this command; did you mean --region\?/],
  ['use a --region eu-west-1 --region eu-west-2', /--region is given twice/],
  ['use a --force --force', /--force is given twice/],
  ['use a --no-region', /--region has no opposite --no-region/],
  ['use a --region', /--region needs a value/],
  ['use a --region=', /--region needs a value/],
  ['use a --region --force', /--region needs a value/],
  ['use a --force=yes', /--force takes no value/],
  ['use a --mode key', /--mode takes keys, profile; did you mean keys\?/],
  ['use a --region EU', /a region has small letters/],
  ['use a b', /too many words/],
  ['clear a', /takes no words/],
  ['init', /shell is missing/],
  ['init csh', /shell takes bash, zsh/],
  ['profile get a', /key is missing/],
  ['profile get a b c', /too many words/],
  ['export --format json5', /--format takes .*did you mean json\?/],
  ['login a --session b', /not both/],
  ['login --pkce --device-code', /not both/],
  ['login --port 70000', /1 to 65535/],
  ['login --port 0', /1 to 65535/],
  ['login --port 1e3', /1 to 65535/],
  ['logout a --all', /only one of them/],
  ['list --jsno', /--jsno is no option of this command; did you mean --json\?/],
];

for (const [line, says] of wrong) {
  if (line === 'profile') continue;
  test(`jpaws ${line}: a usage error with its reason, and where help is`, async () => {
    const memory = memoryWorld({ env: { JPAWS_CONTRACT: '1' } });
    const { stdout, stderr, exitCode } = await runInMemory(memory, ...line.split(' '));
    assert.equal(exitCode, 2, stderr);
    assert.equal(stdout, '');
    assert.match(stderr.split('\n')[0] ?? '', says);
    assert.match(stderr, /\n {2}see: jpaws .*--help\n$/);
    assert.deepEqual(memory.services.calls, []);
  });
}

for (const words of [
  ['use', ''],
  ['use', '--', ''],
  ['use', 'a', '--region', ''],
  ['profile', 'set', 'a', 'region', ''],
  [''],
]) {
  test(`an empty word is a usage error: ${JSON.stringify(words)}`, async () => {
    const { exitCode } = await runInMemory(memoryWorld({ env: { JPAWS_CONTRACT: '1' } }), ...words);
    assert.equal(exitCode, 2);
  });
}

test('words after -- are positionals, whatever they look like', async () => {
  const memory = memoryWorld({ env: { JPAWS_CONTRACT: '1' } });
  for (const words of [
    ['use', '--', '--help'],
    ['export', '--', '--help'],
    ['profile', 'get', '--', '--help', 'region'],
  ]) {
    assert.match((await runInMemory(memory, ...words)).stderr, /there is no profile "--help"/);
  }
});

test('a value may look like anything but a flag', async () => {
  const memory = memoryWorld();
  await runInMemory(memory, 'profile', 'set', 'a', 'x', 'true');
  await runInMemory(memory, 'profile', 'set', 'a', 'y', '007');
  assert.match(memory.files.written.at(-1)?.text ?? '', /x = true\ny = 007/);
});

test('no word at all, and a group alone, show what there is', async () => {
  for (const [words, line] of [
    [[], /jpaws use \[profile\]/],
    [['--help'], /jpaws use/],
    [['-h'], /jpaws use/],
    [['profile'], /jpaws profile get/],
    [['profile', '--help'], /profile set/],
  ] as const) {
    const { stdout, stderr, exitCode } = await runInMemory(memoryWorld(), ...words);
    assert.deepEqual([stderr, exitCode], ['', 0]);
    assert.match(stdout, line);
    assert.doesNotMatch(stdout, /__complete/);
  }
});

test('--version shows the version', async () => {
  assert.equal((await runInMemory(memoryWorld(), '--version')).stdout, '0.1.0\n');
});
