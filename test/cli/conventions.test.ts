import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { readFast } from '../../src/cli/fast-lane.ts';
import { findCommand } from '../../src/cli/find-command.ts';
import { readWithYargs } from '../../src/cli/yargs.ts';
import { commands } from '../../src/commands/index.ts';
import { memoryWorld } from '../support/memory-world.ts';
import { runInMemory } from '../support/run-in-memory.ts';

const root = resolve(import.meta.dirname, '../..');
const files = readdirSync(`${root}/src/commands`).filter((name) => name !== 'index.ts');
const inAnyTestFolder = readdirSync(`${root}/test`, { recursive: true, encoding: 'utf8' });

test('every file beside the index is a command of it', () => {
  assert.deepEqual(files.map((name) => name.replace(/\.ts$/, '')).sort(), Object.keys(commands).sort());
});

for (const [key, load] of Object.entries(commands)) {
  const command = await load();
  const words = command.name.split(' ');

  test(`${key}: its name is that of its file, and it is found by it`, async () => {
    assert.equal(words.join('-'), key);
    assert.equal((await findCommand([...words, 'x'], commands))?.command, command);
  });

  test(`${key}: it has a test file`, () => {
    const isThere =
      existsSync(`${root}/test/commands/${key}.test.ts`) ||
      inAnyTestFolder.some((path) => path.endsWith(`/${key}.test.ts`));
    assert.ok(isThere, `test/commands/${key}.test.ts`);
  });

  test(`${key}: summary and descriptions are one line without a full stop`, () => {
    const options = Object.values(command.options).map(({ describes }) => describes);
    for (const line of [command.summary, ...options, ...command.positionals.map(({ describes }) => describes)]) {
      assert.match(line, /^[^\n]{3,}[^.\n]$/);
    }
  });

  test(`${key}: its examples are read by its own reader`, async () => {
    assert.ok(command.examples.length > 0);
    for (const [line] of command.examples) {
      // What stands between the shell's own signs: `eval "$(jpaws init bash)"`, `jpaws export > .env`.
      const typed = /jpaws ([^|>)"]*)/.exec(line)?.[1]?.trim().split(/ +/) ?? [];
      const found = (await findCommand(typed, commands)) ?? assert.fail(line);
      assert.equal(found.command, command, line);
      const reading = await readWithYargs(found.rest, command);
      assert.equal(reading.kind, 'arguments', line);
      if (command.isFast === true) assert.notEqual(readFast(found.rest, command), undefined, line);
    }
  });

  test(`${key}: --help and -h show usage, every option and every example, and do nothing`, async () => {
    for (const flag of ['--help', '-h']) {
      const memory = memoryWorld();
      const { stdout, stderr, exitCode } = await runInMemory(memory, ...words, flag);
      assert.deepEqual([stderr, exitCode], ['', 0]);
      assert.match(stdout, new RegExp(`^jpaws ${command.name}`));
      assert.ok(stdout.includes(command.summary));
      for (const option of Object.keys(command.options)) {
        assert.match(stdout, new RegExp(`--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}\\b`));
      }
      assert.match(stdout, /^Examples$/m);
      for (const [line] of command.examples)
        assert.ok(
          line.split(' ').every((word) => stdout.includes(word)),
          line,
        );
      assert.deepEqual([memory.files.reads, memory.files.written, memory.services.calls], [[], [], []]);
    }
  });

  test(`${key}: what reports has --json, what tells the shell has none`, () => {
    const reports = ['list', 'status', 'whoami', 'doctor', 'profile-get'].includes(key);
    assert.equal('json' in command.options, reports);
    if (command.changesEnv === true) assert.ok(!('json' in command.options));
  });
}
