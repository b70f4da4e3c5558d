import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { shellTableFaults, shellTableText, withShellTable } from '../../src/build/shell-table.ts';
import type { ShellNote } from '../../src/build/shell-runs.ts';
import { shellTable, type ShellRow } from '../../src/shells/table.ts';

const EMPTY = 'before\n<!-- written by `npm run table`: begin -->\n<!-- written by `npm run table`: end -->\nafter\n';
const [bash] = shellTable;
const row: ShellRow = { ...bash, completes: true, renews: false };
const notes: readonly ShellNote[] = [
  { shell: 'bash', version: '5.2.15', notRun: ['3.2', 'macOS'] },
  { shell: 'bash', sourcing: { ms: 0.456, ratio: 1.1234 } },
  { shell: 'bash', tests: { area: 'contract', ran: 100, passed: 99 } },
  { shell: 'bash', tests: { area: 'completion', ran: 7, passed: 7 } },
  { shell: 'bash', tests: { area: 'completion', ran: 3, passed: 3 } },
  { shell: 'zsh', version: '5.9' },
];

test('the table in shells/README.md has the shells and columns of the rows; if not: npm run table', () => {
  const readme = readFileSync(new URL('../../shells/README.md', import.meta.url), 'utf8');
  assert.deepEqual(shellTableFaults(readme, shellTable), []);
});

test('a row holds what the notes of its shell say, summed up', () => {
  const line = shellTableText([row], notes).split('\n').at(2);
  const cells = '5.2.15 | 99 of 100 | 0.5 ms (×1.12) | 10 of 10 | no | 3.2; macOS';
  assert.equal(line, `| bash | \`jpaws.bash\` | ${cells} |`);
});

test('a time that comes out below nothing is not shown as one', () => {
  const note: ShellNote = { shell: 'bash', sourcing: { ms: -1.4, ratio: 0.92 } };
  assert.match(shellTableText([row], [note]), /\| less than 0\.1 ms \|/);
});

test('a shell that no test saw is in the table and says so', () => {
  const line = shellTableText([row], []).split('\n').at(2);
  assert.equal(line, '| bash | `jpaws.bash` | — | — | — | — | no | all of it: not installed |');
});

test('the table goes between its marks, and nothing around it changes', () => {
  const table = shellTableText([row], notes);
  const text = withShellTable(EMPTY, table);
  assert.ok(text.includes(table) && text.startsWith('before\n<!--') && text.endsWith('-->\nafter\n'));
  assert.equal(withShellTable(text, table), text);
  assert.throws(() => withShellTable('no marks', table), /no place for the table/);
});

test('a table that lacks a row, has one too many, other columns, or promises something else is found', () => {
  const written = withShellTable(EMPTY, shellTableText([row], notes));
  assert.deepEqual(shellTableFaults(written, [row]), []);
  assert.deepEqual(shellTableFaults(written, [row, { ...row, id: 'zsh', title: 'zsh' }]), [
    'it lacks zsh, `jpaws.bash`, completion: yes, renewal: no',
  ]);
  assert.deepEqual(shellTableFaults(withShellTable(EMPTY, shellTableText([row], [])), [row]), [
    'bash was not run when it was written',
  ]);
  assert.deepEqual(shellTableFaults(written, []), ['no shell is bash, `jpaws.bash`, completion: yes, renewal: no']);
  assert.equal(shellTableFaults(written, [{ ...row, renews: true }]).length, 2);
  assert.match(shellTableFaults(written.replace('sourcing', 'loading'), [row])[0] ?? '', /columns/);
});
