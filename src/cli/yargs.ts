import { JpawsError } from '../domain/errors.ts';
import { argumentProblem, GLOBAL_OPTIONS } from './argument-check.ts';
import { flagFromName, type ArgumentValues, type Command, type Options, type Positional } from './command.ts';
import type { CommandIndex } from './find-command.ts';
import { namedPositionals } from './positionals.ts';

/** What the words come to: values for the command, or help to show. */
export type Reading =
  | { readonly kind: 'arguments'; readonly values: ArgumentValues }
  | { readonly kind: 'help'; readonly text: string };

const HELP_WIDTH = 100;

async function newParser(words: readonly string[], scriptName: string) {
  const { default: yargs } = await import('yargs');
  return yargs([...words])
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
  const parser = await newParser(words, `jpaws ${command.name}`);
  const usage = ['$0', ...command.positionals.map(usageOfPositional)].join(' ');
  parser.command(usage, command.summary, (builder) => {
    for (const { name, describes, choices } of command.positionals) {
      builder.positional(name, { type: 'string', describe: describes, ...(choices === undefined ? {} : { choices }) });
    }
    builder
      .options(yargsOptions(command.options))
      .options(yargsOptions({ noInput: GLOBAL_OPTIONS['noInput'] ?? neverAsked }));
    for (const [line, does] of command.examples) builder.example(line, does);
    return builder;
  });
  const isHelp = helpWanted(words);
  const problem = isHelp ? undefined : argumentProblem(words, command);
  if (problem !== undefined) throw new JpawsError('USAGE', { problem, command: command.name });
  const { argv, output } = await parse(parser, isHelp ? ['--help'] : words, command.name);
  return output === ''
    ? { kind: 'arguments', values: valuesFrom(argv, command) }
    : { kind: 'help', text: `${output}\n` };
}

const neverAsked = { type: 'boolean', describes: '' } as const;

function helpWanted(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return (end === -1 ? words : words.slice(0, end)).some((word) => word === '-h' || word === '--help');
}

const usageOfPositional = ({ name, required }: Positional): string => (required === true ? `<${name}>` : `[${name}]`);

const yargsOptions = (options: Options) =>
  Object.fromEntries(
    Object.entries(options).map(([name, { type, describes, choices }]) => [
      flagFromName(name),
      { type, describe: describes, ...(choices === undefined ? {} : { choices }) },
    ]),
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
  const typed = command.positionals.map(({ name }) => argv[name]).filter((word) => word !== undefined);
  const words = [...typed, ...list(argv['_']), ...list(argv['--'])].map(String);
  const named = namedPositionals(words, command);
  if (named === undefined)
    throw new JpawsError('USAGE', { problem: problemOfPositionals(words, command), command: command.name });
  const options = Object.entries({ ...command.options, ...GLOBAL_OPTIONS }).map(([name, { type }]) => {
    const value = argv[flagFromName(name)];
    return [name, type === 'boolean' ? value === true : value];
  });
  return { ...Object.fromEntries(options), ...named };
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function problemOfPositionals(words: readonly string[], command: Command): string {
  const missing = command.positionals.slice(words.length).find(({ required }) => required === true);
  if (missing !== undefined) return `${missing.name} is missing`;
  const wrong = command.positionals.find(({ choices }, at) => choices?.includes(words[at] ?? '') === false);
  return `${wrong?.name ?? 'a word'} takes ${wrong?.choices?.join(', ') ?? 'something else'}`;
}

/** The overview of all commands, or of one group (`profile`). */
export async function overview(index: CommandIndex, group: string | undefined): Promise<string> {
  const parser = await newParser([], 'jpaws');
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
