import type { ArgumentValues, Command } from './command.ts';

/**
 * Words by the names of the command's positionals, what is left over as `rest`;
 * undefined when a required one is missing or one is not among its choices.
 */
export function namedPositionals(words: readonly string[], command: Command): ArgumentValues | undefined {
  const named: Record<string, string | undefined> = {};
  for (const [at, { name, required, choices }] of command.positionals.entries()) {
    const word = words[at];
    if (required === true && word === undefined) return undefined;
    if (word !== undefined && choices?.includes(word) === false) return undefined;
    named[name] = word;
  }
  return { ...named, rest: words.slice(command.positionals.length) };
}
