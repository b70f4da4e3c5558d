import { LineCursor } from './line-cursor.ts';

/** One value (lines of a continued one are joined with LF), or a block of values that stands indented below its key. */
export type ConfigValue = string | ReadonlyMap<string, string>;

/**
 * The values of one section, with keys in lower case as Python's configparser gives them; keys inside of a block
 * stay as they are written, and of a key that stands there twice the last one counts.
 * @param text the section from its header line on, free of broken lines
 */
export function sectionValues(text: string): ReadonlyMap<string, ConfigValue> {
  const values = new Map<string, ConfigValue>();
  const cursor = new LineCursor(text);
  let key = '';
  let lines: string[] = [];
  let block: Map<string, string> | undefined;
  const keep = () => {
    if (key !== '') values.set(key, block ?? joined(lines));
  };
  while (cursor.next()) {
    if (cursor.kind === 'option') {
      keep();
      key = cursor.key().toLowerCase();
      lines = [cursor.value()];
      block = undefined;
    } else if (cursor.kind === 'continuation') {
      lines.push(cursor.content());
    } else if (cursor.kind === 'blank') {
      lines.push('');
    } else if (cursor.kind === 'nested') {
      block ??= new Map();
      block.set(cursor.key(), cursor.value());
    }
  }
  keep();
  return values;
}

/** Blank lines between two lines of a value belong to it, those after the last do not. */
function joined(lines: readonly string[]): string {
  return lines.length === 1
    ? (lines[0] ?? '')
    : lines.slice(0, lines.findLastIndex((line) => line !== '') + 1).join('\n');
}
