import type { ArgumentValues, Command } from './command.ts';

/** Words by the names of the command's positionals, what is left over as `rest`. `argumentProblem` has looked at them. */
export function namedPositionals(words: readonly string[], { positionals }: Command): ArgumentValues {
  const named = positionals.map(({ name }, at) => [name, words[at]]);
  return { ...Object.fromEntries(named), rest: words.slice(positionals.length) };
}
