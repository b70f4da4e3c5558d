import { cleanText } from './clean-text.ts';
import type { Style } from './style.ts';

/** One cell: its text (cleaned here) and how it looks. */
export type Cell = string | { readonly text: string; readonly look: (text: string) => string };

const textOf = (cell: Cell): string => cleanText(typeof cell === 'string' ? cell : cell.text);
const widthOf = (text: string): number => Array.from(text).length;

/** Lines of a table with a dimmed head; columns are as wide as their widest cell, the last one is not padded. */
export function textTable(head: readonly string[], rows: readonly (readonly Cell[])[], style: Style): string {
  const widths = head.map((title, column) =>
    rows.reduce((widest, row) => Math.max(widest, widthOf(textOf(row[column] ?? ''))), widthOf(title)),
  );
  const line = (cells: readonly Cell[]): string =>
    cells
      .map((cell, column) => {
        const text = textOf(cell);
        const look = typeof cell === 'string' ? (plain: string) => plain : cell.look;
        const isLast = column === cells.length - 1;
        return look(text) + (isLast ? '' : ' '.repeat((widths[column] ?? 0) - widthOf(text)));
      })
      .join('  ')
      .trimEnd();
  return [style.dim(line(head)), ...rows.map(line)].map((text) => `${text}\n`).join('');
}
