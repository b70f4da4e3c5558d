import { type Command, flagFromName, GLOBAL_OPTIONS, type Option, type Positional } from '../cli/command.ts';
import { markdownTable } from './markdown-table.ts';
import { bold, fromMarkdown, italic, optional, plain } from './roff.ts';

interface ManPageInput {
  readonly version: string;
  /** Shown at the foot of the page. */
  readonly date: Date;
  /** All commands, hidden ones too. */
  readonly commands: readonly Command[];
  /** docs/errors.md and docs/settings.md: the tables of exit codes, variables and files. */
  readonly errors: string;
  readonly settings: string;
}

/** The manual page jpaws(1), in the macros of man(7). */
export function manPage({ version, date, commands, errors, settings }: ManPageInput): string {
  const shown = commands.filter(({ isHidden }) => !isHidden);
  const lines = [
    `.TH JPAWS 1 ${date.toISOString().slice(0, 10)} "jpaws ${version}" "User Commands"`,
    '.ad l',
    '.SH NAME',
    'jpaws \\- AWS credentials from IAM Identity Center, set in the current shell session',
    '.SH SYNOPSIS',
    `${bold('jpaws')} ${italic('COMMAND')} ${optional(`${italic('ARGUMENT')} ...`)} ${optional(`${italic('OPTION')} ...`)}`,
    '.SH DESCRIPTION',
    ...DESCRIPTION,
    '.SH COMMANDS',
    ...shown.flatMap(aboutCommand),
    '.SH OPTIONS OF EVERY COMMAND',
    ...Object.entries(GLOBAL_OPTIONS).flatMap(aboutOption),
    '.SH EXIT STATUS',
    ...definitions(markdownTable(errors, 'Exit codes')),
    '.SH ENVIRONMENT',
    '.SS Read',
    ...definitions(markdownTable(settings, 'Settings that jpaws reads')),
    '.SS Set by jpaws use',
    plain('What it is with --mode keys; with --mode profile.'),
    ...definitions(markdownTable(settings, 'Variables that `jpaws use` sets')),
    '.SH FILES',
    ...definitions(markdownTable(settings, 'Files')),
    '.SH SEE ALSO',
    `${bold('aws')}(1)`,
  ];
  return `${lines.join('\n')}\n`;
}

const DESCRIPTION = [
  plain(
    'jpaws signs you in to AWS IAM Identity Center and sets the credentials of a profile in the shell session that you are in.',
  ),
  plain('It shares profiles, sign-ins and credentials with the AWS CLI and all SDKs.'),
  '.PP',
  `A program cannot change the variables of the shell that started it: ${bold('jpaws use')} and ${bold('jpaws clear')}`,
  `need the integration of the shell, one line in its start-up file. ${bold('jpaws setup')} writes it;`,
  `${bold('jpaws init')} ${italic('SHELL')} prints what it loads.`,
];

function aboutCommand(command: Command): readonly string[] {
  const { name, summary, positionals, options, examples } = command;
  return [
    `.SS ${plain(`jpaws ${name}`)}`,
    `${plain(summary)}.`,
    '.PP',
    [bold(`jpaws ${name}`), ...positionals.map(placeOf), ...Object.entries(options).map(usageOf)].join(' '),
    ...positionals.flatMap((positional) => ['.TP', italic(placeName(positional)), described(positional)]),
    ...Object.entries(options).flatMap(aboutOption),
    ...examples.flatMap(([line, does]) => ['.PP', '.EX', bold(line), '.EE', '.RS', plain(does), '.RE']),
  ];
}

const placeName = ({ name }: Positional): string => name.toUpperCase();

function placeOf(positional: Positional): string {
  const place = italic(placeName(positional));
  return positional.required === true ? place : optional(place);
}

function usageOf([name, { type }]: readonly [string, Option]): string {
  const flag = bold(`--${flagFromName(name)}`);
  return optional(type === 'boolean' ? flag : `${flag} ${italic(valueName(name))}`);
}

function aboutOption([name, option]: readonly [string, Option]): readonly string[] {
  const flag = bold(`--${flagFromName(name)}`);
  return ['.TP', option.type === 'boolean' ? flag : `${flag} ${italic(valueName(name))}`, described(option)];
}

const valueName = (name: string): string => flagFromName(name).toUpperCase();

function described({ describes, choices }: Option | Positional): string {
  const oneOf = choices === undefined ? '' : ` One of: ${choices.join(', ')}.`;
  return plain(`${describes.replace(/\.$/, '')}.${oneOf}`);
}

/** Rows of a document's table: what is defined, then its meanings. */
const definitions = (rows: readonly (readonly string[])[]): readonly string[] =>
  rows.flatMap(([term = '', ...meanings]) => ['.TP', fromMarkdown(term), meanings.map(fromMarkdown).join('; ')]);
