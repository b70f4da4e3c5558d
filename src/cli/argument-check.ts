import { didYouMean, nearNames } from '../domain/name-match.ts';
import { flagFromName, GLOBAL_OPTIONS, type Command, type Option } from './command.ts';

/** The command's options and the global ones, by flag (`no-login`). */
export function optionsByFlag(command: Command): ReadonlyMap<string, Option & { readonly name: string }> {
  const all = Object.entries<Option>({ ...command.options, ...GLOBAL_OPTIONS });
  return new Map(all.map(([name, option]) => [flagFromName(name), { ...option, name }]));
}

/**
 * What is wrong with the words after the command's name, as a sentence; undefined when nothing is.
 * Both readers ask this first: yargs alone makes a list of a repeated option, `false` of `--no-region`
 * and an empty text of `--region=`, all without an error.
 */
export function argumentProblem(words: readonly string[], command: Command): string | undefined {
  const options = optionsByFlag(command);
  const seen = new Set<string>();
  const positionals: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') return positionalsProblem([...positionals, ...words.slice(at + 1)], command);
    if (word === '-h') continue;
    if (word.startsWith('-') && word !== '-') {
      const { flag, inline } = splitFlag(word);
      const option = options.get(flag);
      const problem =
        option === undefined
          ? unknownFlag(word, flag, options)
          : valueProblem(flag, { option, inline, next: words[at + 1] });
      if (problem !== undefined) return problem;
      if (seen.has(flag)) return `--${flag} is given twice`;
      seen.add(flag);
      if (option?.type === 'string' && inline === undefined) at += 1;
    } else {
      positionals.push(word);
    }
  }
  return positionalsProblem(positionals, command);
}

function splitFlag(word: string): { flag: string; inline: string | undefined } {
  const equals = word.indexOf('=');
  const end = equals === -1 ? word.length : equals;
  // A single hyphen before a long name is unknown, not a bundle of letters.
  const flag = word.startsWith('--') ? word.slice(2, end) : word.slice(0, end);
  return { flag, inline: equals === -1 ? undefined : word.slice(equals + 1) };
}

function unknownFlag(word: string, flag: string, options: ReadonlyMap<string, Option>): string {
  const positive = flag.replace(/^no-/, '');
  if (flag !== positive && options.has(positive)) return `--${positive} has no opposite --${flag}`;
  const near = nearNames(flag.replace(/^-+/, ''), [...options.keys()]).map((name) => `--${name}`);
  return `${word.split('=')[0]} is no option of this command${didYouMean(near)}`;
}

interface GivenValue {
  readonly option: Option;
  readonly inline: string | undefined;
  readonly next: string | undefined;
}

function valueProblem(flag: string, { option, inline, next }: GivenValue): string | undefined {
  if (option.type === 'boolean') return inline === undefined ? undefined : `--${flag} takes no value`;
  const value = inline ?? (next?.startsWith('-') === true && next !== '-' ? undefined : next);
  if (value === undefined || value === '') return `--${flag} needs a value`;
  if (option.choices !== undefined && !option.choices.includes(value)) {
    return `--${flag} ${notAmong(option.choices, value)}`;
  }
  return undefined;
}

function positionalsProblem(words: readonly string[], { positionals, takesRest }: Command): string | undefined {
  if (takesRest === true) return undefined;
  if (words.includes('')) return 'an empty word is no argument';
  if (positionals.length === 0 && words.length > 0) return 'this command takes no words';
  if (words.length > positionals.length) return `too many words: at most ${positionals.length} expected`;
  const missing = positionals.slice(words.length).find(({ required }) => required === true);
  if (missing !== undefined) return `${missing.name} is missing`;
  for (const [at, { name, choices }] of positionals.entries()) {
    const word = words[at];
    if (word !== undefined && choices?.includes(word) === false) return `${name} ${notAmong(choices, word)}`;
  }
  return undefined;
}

const notAmong = (choices: readonly string[], typed: string): string =>
  `takes ${choices.join(', ')}${didYouMean(nearNames(typed, choices))}`;
