/** Exit codes of the program, as documented in docs/errors.md. */
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

export interface Row<Args> {
  readonly exit: ExitCode;
  /** One line: what happened. */
  readonly says: (args: Args) => string;
  /** One line: what to do about it. */
  readonly hint: (args: Args) => string;
}

/** One kind of error: its exit code, what it says, and what to do. */
export const row = <Args>(exit: ExitCode, says: Row<Args>['says'], hint: Row<Args>['hint']): Row<Args> => ({
  exit,
  says,
  hint,
});
