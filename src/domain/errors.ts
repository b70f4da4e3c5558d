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

/** What AWS said no with. `type` is the service's error name; `status` the HTTP status. */
interface RefusedArgs {
  readonly service: string;
  readonly type: string;
  readonly status: number;
  readonly message: string;
  readonly host: string;
  /** How far this machine's clock is ahead of the service's (negative: behind); only when that is much. */
  readonly clockSkewSeconds?: number;
}

const saysRefused = ({ service, type, status, message, host }: RefusedArgs): string =>
  `${service} refused: ${message === '' ? type : `${message} (${type})`}, status ${status} of ${host}`;

function hintForRefused({ type, status, clockSkewSeconds }: RefusedArgs): string {
  if (clockSkewSeconds !== undefined) {
    const direction = clockSkewSeconds > 0 ? 'ahead of' : 'behind';
    const away = Math.round(Math.abs(clockSkewSeconds) / 60);
    return `the clock of this machine is ${away} min ${direction} the service's: set it right and try again`;
  }
  if (status === 429) return 'AWS asks for fewer requests: wait a minute and try again';
  if (status >= 500) return 'the service has trouble of its own: try again in a minute';
  if (/^(Unauthorized|ExpiredToken|InvalidGrant)/.test(type)) return 'sign in again: jpaws login';
  return 'check account, role and region of the profile, and that the role is assigned to you';
}

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
  REQUEST_REFUSED: row<{ what: string; reason: string }>(
    EXIT.configuration,
    ({ what, reason }) => `${what} ${reason}`,
    () => 'nothing was sent; correct the value in the configuration or the environment',
  ),
  NETWORK_FAILED: row<{ host: string; cause: string; remedy: string }>(
    EXIT.network,
    ({ host, cause }) => `cannot reach ${host}: ${cause}`,
    ({ remedy }) => remedy,
  ),
  ANSWER_UNUSABLE: row<{ host: string; reason: string }>(
    EXIT.network,
    ({ host, reason }) => `the answer of ${host} cannot be used: ${reason}`,
    () => 'something between this machine and AWS may have answered: check the proxy, the region and AWS_ENDPOINT_URL',
  ),
  SERVICE_REFUSED: row<RefusedArgs>(EXIT.refused, saysRefused, hintForRefused),
  PORT_TAKEN: row<{ port: number }>(
    EXIT.other,
    ({ port }) => (port === 0 ? 'no port is free on 127.0.0.1' : `port ${port} on 127.0.0.1 is taken or not allowed`),
    () => 'leave --port out (any free port is taken then), or sign in with --device-code',
  ),
  INTERRUPTED: row<Record<never, never>>(
    EXIT.interrupted,
    () => 'interrupted',
    () => 'nothing was changed',
  ),
  INPUT_NEEDED: row<{ what: string; flag: string | undefined }>(
    EXIT.usage,
    ({ what }) => `${what} is needed, and nobody can be asked here`,
    ({ flag }) => (flag === undefined ? 'run this in a terminal' : `give it with ${flag}, or run this in a terminal`),
  ),
  VALUE_NOT_CARRIABLE: row<{ name: string; reason: string }>(
    EXIT.configuration,
    ({ name, reason }) => `the variable ${name} cannot be handed to the shell: it ${reason}`,
    () => 'nothing was changed; correct the value where it comes from',
  ),
  REPLY_BROKEN: row<{ reason: string }>(
    EXIT.integration,
    ({ reason }) => `the reply to the shell ${reason}`,
    () => 'nothing was changed; load the shell integration again, it may be of another version than the program',
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
