import { parseArgs } from 'node:util';
import { argumentProblem, optionsByFlag } from './argument-check.ts';
import type { ArgumentValues, Command } from './command.ts';
import { namedPositionals } from './positionals.ts';
import { wantsHelp } from './wants-help.ts';

/**
 * Reads a plain, valid call of a command that is called all day, without loading yargs (which costs more than
 * the whole bare runtime). Declines with undefined whenever there is anything to explain: help, a mistake,
 * another command. It never guesses: where it answers, yargs answers the same (test/cli/readers-agree.test.ts).
 */
export function readFast(words: readonly string[], command: Command): ArgumentValues | undefined {
  if (command.isFast !== true || wantsHelp(words) || argumentProblem(words, command) !== undefined) return undefined;
  const flags = optionsByFlag(command);
  const { values, positionals } = parseArgs({
    args: [...words],
    options: Object.fromEntries([...flags].map(([flag, { type }]) => [flag, { type }])),
    allowPositionals: true,
  });
  const options = [...flags].map(([flag, { name, type }]) => [
    name,
    values[flag] ?? (type === 'boolean' ? false : undefined),
  ]);
  return { ...Object.fromEntries(options), ...namedPositionals(positionals, command) };
}
