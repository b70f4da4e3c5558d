import { credentialsRows } from './error-rows/credentials.ts';
import { filesRows } from './error-rows/files.ts';
import { inputRows } from './error-rows/input.ts';
import { profilesRows } from './error-rows/profiles.ts';
import { servicesRows } from './error-rows/services.ts';
import { shellsRows } from './error-rows/shells.ts';
import { signInRows } from './error-rows/sign-in.ts';
import type { ExitCode, Row } from './error-rows/row.ts';

export { EXIT, type ExitCode } from './error-rows/row.ts';
export type { LoadAdvice } from './error-rows/shells.ts';

/** Every error that a person can meet: its exit code and its wording have their one home in `error-rows/`. */
const table = {
  ...inputRows,
  ...filesRows,
  ...profilesRows,
  ...servicesRows,
  ...signInRows,
  ...credentialsRows,
  ...shellsRows,
} satisfies Record<string, Row<never>>;

type Table = typeof table;
export type ErrorCode = keyof Table;
export type ErrorArgs<Code extends ErrorCode> = Parameters<Table[Code]['says']>[0];

/** All codes, for the tests that hold the documentation against the table. @internal */
export const errorCodes = Object.keys(table) as ErrorCode[];

/** For the same tests. @internal */
export const exitCodeOf = (code: ErrorCode): ExitCode => table[code].exit;

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
