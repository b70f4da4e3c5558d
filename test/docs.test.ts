import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { commands } from '../src/commands/index.ts';
import { EXIT, errorCodes, exitCodeOf } from '../src/domain/errors.ts';
import { shellTable } from '../src/shells/table.ts';

const root = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const errors = read('docs/errors.md');
const readme = read('README.md');

/** Rows of a table whose first cell names codes, as [codes, status]. */
const rows = [...errors.matchAll(/^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \| (\d+) \|/gm)].map(
  ([, codes = '', status = '']) => ({
    codes: [...codes.matchAll(/[A-Z_]+/g)].map(([code]) => code),
    status: Number(status),
  }),
);

test('every error has one line in docs/errors.md', () => {
  const documented = rows.flatMap(({ codes }) => codes).sort();
  assert.deepEqual(documented, [...errorCodes, 'BUG'].sort());
});

test('docs/errors.md gives each error its own exit code', () => {
  for (const { codes, status } of rows) {
    for (const code of codes.filter((name) => name !== 'BUG')) {
      assert.equal(exitCodeOf(code as (typeof errorCodes)[number]), status, code);
    }
  }
});

test('every exit code is in the table of docs/errors.md', () => {
  for (const status of Object.values(EXIT)) assert.match(errors, new RegExp(`^\\| ${status} \\|`, 'm'));
});

test('every command is named in the README', async () => {
  for (const load of Object.values(commands)) {
    const { name, isHidden } = await load();
    const [word = ''] = name.split(' ');
    if (isHidden !== true) assert.ok(readme.includes(`jpaws ${word}`), name);
  }
});

test('every shell has its line in the README', () => {
  for (const { title, loadLine } of shellTable) {
    assert.ok(readme.includes(`| ${title} | \`${loadLine.replaceAll('|', String.raw`\|`)}\``), title);
  }
});

test('every variable of jpaws itself that the code reads has a line in docs/settings.md', () => {
  const settings = read('docs/settings.md');
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const names = new Set(
    sources.flatMap((path) => [...read(join('src', path)).matchAll(/JPAWS_[A-Z]+(?:_[A-Z]+)*/g)].map(([name]) => name)),
  );
  assert.ok(names.size > 5);
  for (const name of names) assert.ok(settings.includes(`\`${name}\``), name);
});
