import { didYouMean, nearNames } from '../domain/name-match.ts';
import { JpawsError } from '../domain/errors.ts';
import type { Command } from './command.ts';

/** The generated index: each command by its file's name, loaded when it is first used. */
export type CommandIndex = Readonly<Record<string, () => Promise<Command>>>;

export interface FoundCommand {
  readonly command: Command;
  /** The words after the command's own. */
  readonly rest: readonly string[];
}

/**
 * The command that the first one or two words name (`use`, `profile get`); undefined when there is no word to go by.
 * @throws USAGE for a word that names no command, with the nearest ones
 */
export async function findCommand(words: readonly string[], index: CommandIndex): Promise<FoundCommand | undefined> {
  const [first, second] = words;
  if (first === undefined || first.startsWith('-')) return undefined;
  for (const own of [[first], ...(second === undefined ? [] : [[first, second]])]) {
    const load = own.some((word) => word.includes('-')) ? undefined : ownValue(index, own.join('-'));
    if (load !== undefined) return { command: await load(), rest: words.slice(own.length) };
  }
  if (isGroup(first, index)) {
    if (second === undefined || second === '-h' || second === '--help') return undefined;
    throw unknownCommand(`${first} ${second}`, index);
  }
  throw unknownCommand(first, index);
}

/** `profile` begins commands (`profile get`) but is none. */
export const isGroup = (word: string, index: CommandIndex): boolean =>
  Object.keys(index).some((key) => key.startsWith(`${word}-`));

const ownValue = (index: CommandIndex, key: string): CommandIndex[string] | undefined =>
  Object.hasOwn(index, key) ? index[key] : undefined;

function unknownCommand(typed: string, index: CommandIndex): JpawsError {
  const names = Object.keys(index)
    .filter((key) => !key.startsWith('_'))
    .map((key) => key.replace('-', ' '));
  return new JpawsError('USAGE', {
    problem: `there is no command "${typed}"${didYouMean(nearNames(typed, names))}`,
    command: undefined,
  });
}
