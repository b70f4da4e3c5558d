import type { StartUpShell } from './start-up-place.ts';

/**
 * The number of the first line with which the person loads jpaws in their own way: the load line in any wrapping, or
 * the integration's file; undefined when there is none. Comments do not count.
 */
export function ownLine(text: string, { id, loadLine, script }: StartUpShell): number | undefined {
  const fileName = script.slice(script.lastIndexOf('/') + 1);
  const signs = [`jpaws init ${id}`, loadLine, fileName].map((sign) => sign.toLowerCase());
  const lower = text.toLowerCase();
  if (!signs.some((sign) => lower.includes(sign))) return undefined;
  const lines = lower.split('\n');
  const at = lines.findIndex((line) => !/^\s*#/.test(line) && signs.some((sign) => line.includes(sign)));
  return at === -1 ? undefined : at + 1;
}
