import type { ShellRow } from '../shells/table.ts';
import type { ShellNote, Sourcing, TestCount } from './shell-runs.ts';

const COLUMNS = ['shell', 'file', 'version run', 'scenarios passed', 'sourcing', 'completion', 'renewal', 'not run'];
const BEGIN = '<!-- written by `npm run table`: begin -->';
const END = '<!-- written by `npm run table`: end -->';

/** The table of what a test run saw, one line for each row, in Markdown. A shell without notes was not run. */
export function shellTableText(rows: readonly ShellRow[], notes: readonly ShellNote[]): string {
  const lines = [COLUMNS, COLUMNS.map(() => '---'), ...rows.map((row) => cellsOf(row, notes))];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function cellsOf(row: ShellRow, all: readonly ShellNote[]): readonly string[] {
  const notes = all.filter(({ shell }) => shell === row.id);
  const version = notes.find((note) => note.version !== undefined)?.version;
  const sourcing = notes.find((note) => note.sourcing !== undefined)?.sourcing;
  const missing = version === undefined ? ['all of it: not installed'] : [];
  const notRun = [...missing, ...notes.flatMap((note) => note.notRun ?? [])];
  return [
    row.title,
    `\`${row.script}\``,
    version ?? NONE,
    countText(notes, 'contract'),
    sourcing === undefined ? NONE : sourcingText(sourcing),
    row.completes ? countText(notes, 'completion') : 'no',
    row.renews ? countText(notes, 'renewal') : 'no',
    notRun.join('; ') || NONE,
  ];
}

const NONE = '—';

/** On a busy machine the difference can come out below nothing. */
const sourcingText = ({ ms, ratio }: Sourcing): string =>
  ms < 0.05 ? 'less than 0.1 ms' : `${ms.toFixed(1)} ms (×${ratio.toFixed(2)})`;

function countText(notes: readonly ShellNote[], area: TestCount['area']): string {
  const counts = notes.flatMap(({ tests }) => (tests?.area === area ? [tests] : []));
  const sum = (of: (count: TestCount) => number): number => counts.reduce((total, count) => total + of(count), 0);
  return counts.length === 0 ? NONE : `${sum(({ passed }) => passed)} of ${sum(({ ran }) => ran)}`;
}

/** The text with this table between its two marks. @throws Error when it has no marks */
export function withShellTable(readme: string, table: string): string {
  const { before, after } = aroundTable(readme);
  return `${before}${BEGIN}\n${table}${END}${after}`;
}

/**
 * What the table in the text says otherwise than the rows do: its columns, its shells, their files, and whether they
 * complete and renew; and shells that were not there when it was written. Versions, counts and times are those of one
 * run on one machine, so they are not compared.
 * @internal for the tests
 */
export function shellTableFaults(readme: string, rows: readonly ShellRow[]): readonly string[] {
  const [columns, , ...found] = linesOf(aroundTable(readme).table);
  const [, , ...wanted] = linesOf(shellTableText(rows, []));
  const faults = columns?.join() === COLUMNS.join() ? [] : [`the columns are not ${COLUMNS.join(', ')}`];
  const keyOf = (cells: readonly string[]): string => {
    const says = (at: number): string => (cells[at] === 'no' ? 'no' : 'yes');
    return `${cells[0]}, ${cells[1]}, completion: ${says(5)}, renewal: ${says(6)}`;
  };
  const [have, want] = [found.map(keyOf), wanted.map(keyOf)];
  return [
    ...faults,
    ...want.filter((key) => !have.includes(key)).map((key) => `it lacks ${key}`),
    ...have.filter((key) => !want.includes(key)).map((key) => `no shell is ${key}`),
    ...found.filter((cells) => cells[2] === NONE).map(([title]) => `${title} was not run when it was written`),
  ];
}

const linesOf = (table: string): readonly (readonly string[])[] =>
  table
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.slice(2, -2).split(' | '));

function aroundTable(readme: string): { before: string; table: string; after: string } {
  const [start, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`the text has no place for the table: ${BEGIN} … ${END}`);
  return {
    before: readme.slice(0, start),
    table: readme.slice(start + BEGIN.length, end),
    after: readme.slice(end + END.length),
  };
}
