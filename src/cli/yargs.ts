import { JpawsError } from '../domain/errors.ts';
import { argumentProblem, optionsByFlag } from './argument-check.ts';
import {
  flagFromName,
  GLOBAL_OPTIONS,
  type ArgumentValues,
  type Command,
  type Option,
  type Positional,
} from './command.ts';
import type { CommandIndex } from './find-command.ts';
import { namedPositionals } from './positionals.ts';
import { wantsHelp } from './wants-help.ts';

/** What the words come to: values for the command, or help to show. */
export type Reading =
  | { readonly kind: 'arguments'; readonly values: ArgumentValues }
  | { readonly kind: 'help'; readonly text: string };

const HELP_WIDTH = 100;

async function newParser(scriptName: string) {
  const { default: yargs } = await import('yargs');
  return yargs([])
    .scriptName(scriptName)
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'populate--': true,
      'strip-dashed': false,
    })
    .locale('en')
    .version(false)
    .exitProcess(false)
    .wrap(HELP_WIDTH)
    .updateStrings({
      'Commands:': 'Commands',
      'Options:': 'Options',
      'Examples:': 'Examples',
      'Positionals:': 'Arguments',
    })
    .alias('h', 'help');
}

/**
 * Reads the words after a command's name.
 * @throws USAGE with what is wrong and what may have been meant
 */
export async function readWithYargs(words: readonly string[], command: Command): Promise<Reading> {
  if (wantsHelp(words)) return { kind: 'help', text: await helpFor(command) };
  const problem = argumentProblem(words, command);
  if (problem !== undefined) throw new JpawsError('USAGE', { problem, command: command.name });
  const parser = await newParser(`jpaws ${command.name}`);
  const { argv } = await parse(parser.options(yargsOptions(command)), unambiguous(words, command), command.name);
  return { kind: 'arguments', values: valuesFrom(argv, command) };
}

async function helpFor(command: Command): Promise<string> {
  const parser = await newParser(`jpaws ${command.name}`);
  const usage = ['$0', ...command.positionals.map(usageOfPositional)].join(' ');
  parser.command(usage, command.summary, (builder) => {
    for (const { name, describes, choices } of command.positionals) {
      builder.positional(name, { type: 'string', describe: describes, ...(choices === undefined ? {} : { choices }) });
    }
    builder.options(yargsOptions(command));
    for (const [line, does] of command.examples) builder.example(line, does);
    return builder;
  });
  const { output } = await parse(parser, ['--help'], command.name);
  return `${output}\n`;
}

/** Every option with its value in one word: yargs guesses at `--force true` (a value) and `--region -` (none). */
function unambiguous(words: readonly string[], command: Command): string[] {
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  const joined: string[] = [];
  for (let at = 0; at < end; at += 1) {
    const word = words[at] ?? '';
    const option = optionsByFlag(command).get(word.replace(/^--/, ''));
    if (!word.startsWith('--') || option === undefined) joined.push(word);
    else joined.push(option.type === 'boolean' ? `${word}=true` : `${word}=${words[(at += 1)] ?? ''}`);
  }
  return [...joined, ...words.slice(end)];
}

const usageOfPositional = ({ name, required }: Positional): string => (required === true ? `<${name}>` : `[${name}]`);

/** Without `help`, which the parser has of its own. */
const yargsOptions = ({ options }: Command) =>
  Object.fromEntries(
    Object.entries<Option>({ ...options, noInput: GLOBAL_OPTIONS.noInput }).map(
      ([name, { type, describes, choices }]) => [
        flagFromName(name),
        { type, describe: describes, ...(choices === undefined ? {} : { choices }) },
      ],
    ),
  );

type Parser = Awaited<ReturnType<typeof newParser>>;
type Parsed = Readonly<Record<string, unknown>>;

/** Runs the parser without letting it print or exit. */
async function parse(
  parser: Parser,
  words: readonly string[],
  command: string | undefined,
): Promise<{ argv: Parsed; output: string }> {
  parser.fail((message, error) => {
    throw new JpawsError('USAGE', { problem: message ?? error.message, command });
  });
  let output = '';
  const argv = await parser.parseAsync([...words], {}, (_error, _argv, text) => {
    output = text;
  });
  return { argv, output };
}

function valuesFrom(argv: Parsed, command: Command): ArgumentValues {
  const words = [...list(argv['_']), ...list(argv['--'])].map(String);
  const options = Object.entries<Option>({ ...command.options, ...GLOBAL_OPTIONS }).map(([name, { type }]) => {
    const value = argv[flagFromName(name)];
    return [name, type === 'boolean' ? value === true : value];
  });
  return { ...Object.fromEntries(options), ...namedPositionals(words, command) };
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The overview of all commands, or of one group (`profile`). */
export async function overview(index: CommandIndex, group: string | undefined): Promise<string> {
  const parser = await newParser('jpaws');
  const names = Object.keys(index).filter((name) => group === undefined || name.startsWith(`${group}-`));
  for (const command of await Promise.all(names.map((name) => index[name]?.()))) {
    if (command === undefined || command.isHidden === true) continue;
    const usage = [command.name, ...command.positionals.map(usageOfPositional)].join(' ');
    // Commands of two words stand in the list as they are typed; the parser would take the second for an argument.
    parser.command(usage, command.summary, {}, () => {});
  }
  parser.usage(INTRODUCTION).epilogue('Help for one command: jpaws COMMAND --help');
  parser.options({ version: { type: 'boolean', describe: 'Show the version' } });
  const { output } = await parse(parser, ['--help'], undefined);
  return `${output}\n`;
}

const INTRODUCTION = 'AWS credentials from IAM Identity Center, set in the shell session that you are in';
