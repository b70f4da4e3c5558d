/** Exit codes of the program, as documented in docs/exit-codes.md. */
export const EXIT = {
  ok: 0,
  other: 1,
  usage: 2,
  integration: 3,
  signIn: 4,
  configuration: 5,
  network: 6,
  refused: 7,
  bug: 70,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

interface Row<Args> {
  readonly exit: ExitCode;
  /** One line: what happened. */
  readonly says: (args: Args) => string;
  /** One line: what to do about it. */
  readonly hint: (args: Args) => string;
}

const row = <Args>(exit: ExitCode, says: Row<Args>['says'], hint: Row<Args>['hint']): Row<Args> => ({ exit, says, hint });

/** Every error that a person can meet: its exit code and its wording have their one home here. */
const table = {
  USAGE: row<{ problem: string; command: string | undefined }>(
    EXIT.usage,
    ({ problem }) => problem,
    ({ command }) => `see: jpaws ${command === undefined ? '' : `${command} `}--help`,
  ),
  CONFIG_BROKEN: row<{ file: string; line: number; reason: string }>(
    EXIT.configuration,
    ({ file, line, reason }) => `${file}, line ${line}: ${reason}`,
    ({ file }) => `correct the line in ${file}; nothing was changed`,
  ),
  CONFIG_VALUE_REFUSED: row<{ what: string; reason: string }>(
    EXIT.configuration,
    ({ what, reason }) => `${what} ${reason}`,
    () => 'nothing was written',
  ),
  FILE_UNREADABLE: row<{ file: string; reason: string }>(
    EXIT.configuration,
    ({ file, reason }) => `cannot read ${file}: ${reason}`,
    ({ file }) => `check that ${file} is a text file that you may read`,
  ),
  FILE_UNWRITABLE: row<{ file: string; reason: string }>(
    EXIT.configuration,
    ({ file, reason }) => `cannot write ${file}: ${reason}`,
    () => 'the old file is as it was; check the rights of its folder and the space on the disk',
  ),
  FILE_CHANGED: row<{ file: string }>(
    EXIT.configuration,
    ({ file }) => `${file} was changed by another program at the same moment`,
    () => 'nothing was written; run the command again',
  ),
} satisfies Record<string, Row<never>>;

type Table = typeof table;
export type ErrorCode = keyof Table;
export type ErrorArgs<Code extends ErrorCode> = Parameters<Table[Code]['says']>[0];

/** All codes, for the tests that hold the documentation against the table. */
export const errorCodes = Object.keys(table) as ErrorCode[];

/**
 * A failure that is told to the person: thrown anywhere, caught in `cli/run.ts` only.
 * `message` and `hint` are built from the table; `args` stay readable for code that reacts to one kind.
 */
export class JpawsError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly args: ErrorArgs<Code>;
  readonly hint: string;
  readonly exitCode: ExitCode;

  constructor(code: Code, args: ErrorArgs<Code>, options?: { readonly cause?: unknown }) {
    const { exit, says, hint } = table[code] as Row<ErrorArgs<Code>>;
    super(says(args), options);
    this.name = 'JpawsError';
    this.code = code;
    this.args = args;
    this.hint = hint(args);
    this.exitCode = exit;
  }
}

/** True when `error` is the JpawsError of that code; narrows its `args`. */
export function isError<Code extends ErrorCode>(error: unknown, code: Code): error is JpawsError<Code> {
  return error instanceof JpawsError && error.code === code;
}
