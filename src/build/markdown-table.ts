import { BuildError } from './build-error.ts';

/**
 * The rows of the first table below a heading of a Markdown document, without the table's head.
 * @throws BuildError when there is no such heading or no table below it
 */
export function markdownTable(document: string, heading: string): readonly (readonly string[])[] {
  const section = document.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`));
  const lines = section?.split('\n').filter((line) => line.startsWith('| ')) ?? [];
  const rows = lines.slice(1).map((line) => line.slice(1, -1).split('|'));
  if (rows.length === 0) throw new BuildError(`the document has no table below "${heading}"`);
  return rows.map((cells) => cells.map((cell) => cell.trim()));
}
