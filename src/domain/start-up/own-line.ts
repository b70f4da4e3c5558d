import { loadLinesOf, type StartUpShell } from './start-up-place.ts';

/**
 * The number of the first line with which the person loads jpaws in their own way: the load line in any wrapping, that
 * of a shell with the same integration, or the integration's file; undefined when there is none. Comments do not count.
 */
export function ownLine(text: string, shell: StartUpShell): number | undefined {
  const fileName = shell.script.slice(shell.script.lastIndexOf('/') + 1);
  const words = [shell, ...(shell.kin ?? [])].flatMap(({ id, otherNames = [] }) => [id, ...otherNames]);
  const calls = words.map((word) => `jpaws init ${word}`);
  const signs = [...calls, ...loadLinesOf(shell), fileName].map((sign) => sign.toLowerCase());
  const lower = text.toLowerCase();
  if (!signs.some((sign) => lower.includes(sign))) return undefined;
  const lines = lower.split('\n');
  const at = lines.findIndex((line) => !/^\s*#/.test(line) && signs.some((sign) => line.includes(sign)));
  return at === -1 ? undefined : at + 1;
}
