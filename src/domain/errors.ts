import { typedWord } from './typed-word.ts';

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

const row = <Args>(exit: ExitCode, says: Row<Args>['says'], hint: Row<Args>['hint']): Row<Args> => ({
  exit,
  says,
  hint,
});

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
    const minutesAway = Math.round(Math.abs(clockSkewSeconds) / 60);
    const away = minutesAway < 120 ? `${minutesAway} min` : `${Math.round(minutesAway / 60)} h`;
    return `the clock of this machine is ${away} ${direction} the service's: set it right and try again`;
  }
  if (status === 429) return 'AWS asks for fewer requests: wait a minute and try again';
  if (status >= 500) return 'the service has trouble of its own: try again in a minute';
  if (/^(Unauthorized|ExpiredToken|InvalidGrant|InvalidClient)/.test(type)) return 'sign in again: jpaws login';
  return 'check account, role and region of the profile, and that the role is assigned to you';
}

/** How the person's shell loads jpaws. */
export interface LoadAdvice {
  readonly startupFile: string;
  readonly loadLine: string;
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
  HOME_MISSING: row<Record<never, never>>(
    EXIT.configuration,
    () => 'no home folder is known',
    () => 'set HOME (on Windows USERPROFILE) to the folder that holds .aws',
  ),
  PROFILE_UNKNOWN: row<{ profile: string; near: readonly string[]; file: string }>(
    EXIT.configuration,
    ({ profile, near, file }) =>
      `there is no profile "${profile}" in ${file}${near.length === 0 ? '' : `; did you mean ${near.join(', ')}?`}`,
    ({ profile }) => `see the profiles with: jpaws list, or set it up with: jpaws configure ${typedWord(profile)}`,
  ),
  PROFILE_NOT_SSO: row<{ profile: string; uses: string | undefined }>(
    EXIT.configuration,
    ({ profile, uses }) =>
      uses === undefined
        ? `the profile "${profile}" has no IAM Identity Center values`
        : `the profile "${profile}" takes its credentials from ${uses}, not from IAM Identity Center`,
    ({ profile }) => `name another profile (jpaws list), or set this one up with: jpaws configure ${typedWord(profile)}`,
  ),
  PROFILE_INCOMPLETE: row<{ profile: string; missing: readonly string[] }>(
    EXIT.configuration,
    ({ profile, missing }) => `the profile "${profile}" has no ${missing.join(', no ')}`,
    ({ profile }) => `complete it with: jpaws configure ${typedWord(profile)}`,
  ),
  PROFILE_VALUE_REFUSED: row<{ where: string; key: string; reason: string }>(
    EXIT.configuration,
    ({ where, key, reason }) => `${key} of ${where} ${reason}`,
    ({ key }) => `correct ${key} in your AWS config`,
  ),
  SESSION_UNKNOWN: row<{ profile: string | undefined; session: string }>(
    EXIT.configuration,
    ({ profile, session }) =>
      profile === undefined
        ? `there is no session "${session}" in the AWS config`
        : `the profile "${profile}" names the sso-session "${session}", which is not in the AWS config`,
    ({ session }) => `add the section [sso-session ${session}], or name a session that is there`,
  ),
  SESSION_INCOMPLETE: row<{ session: string; missing: readonly string[] }>(
    EXIT.configuration,
    ({ session, missing }) => `the sso-session "${session}" has no ${missing.join(', no ')}`,
    ({ session }) => `add it to the section [sso-session ${session}] of your AWS config`,
  ),
  SESSION_CONTRADICTS: row<{ profile: string; session: string; key: string }>(
    EXIT.configuration,
    ({ profile, session, key }) =>
      `${key} of the profile "${profile}" differs from that of its sso-session "${session}"`,
    ({ profile, key }) => `take ${key} out of the profile "${profile}": the session's value is used`,
  ),
  SERVICES_UNKNOWN: row<{ profile: string; services: string }>(
    EXIT.configuration,
    ({ profile, services }) =>
      `the profile "${profile}" names the services section "${services}", which is not in the AWS config`,
    ({ services }) => `add the section [services ${services}], or take the name out of the profile`,
  ),
  PROFILE_TAKEN: row<{ profile: string; why: string }>(
    EXIT.configuration,
    ({ profile, why }) => `the profile "${profile}" is there already and ${why}`,
    ({ profile }) => `choose another name, or take it out first with: jpaws profile remove ${typedWord(profile)}`,
  ),
  KEY_UNKNOWN: row<{ profile: string; key: string }>(
    EXIT.other,
    ({ profile, key }) => `the profile "${profile}" has no value "${key}"`,
    ({ profile, key }) => `set it with: jpaws profile set ${typedWord(profile)} ${typedWord(key)} VALUE`,
  ),
  SESSION_NEEDED: row<{ sessions: readonly string[] }>(
    EXIT.usage,
    ({ sessions }) =>
      sessions.length === 0
        ? 'no profile with IAM Identity Center is set up'
        : `which session? there are ${sessions.join(', ')}`,
    ({ sessions }) =>
      sessions.length === 0 ? 'set one up with: jpaws configure NAME' : 'name a profile, or give --session',
  ),
  SIGN_IN_NEEDED: row<{ session: string; why: string }>(
    EXIT.signIn,
    ({ session, why }) => `the session "${session}" needs a sign-in: ${why}`,
    ({ session }) => `run: jpaws login --session ${typedWord(session)}`,
  ),
  SIGN_IN_REFUSED: row<{ reason: string }>(
    EXIT.signIn,
    ({ reason }) => `the sign-in was refused: ${reason}`,
    () => 'start again with: jpaws login',
  ),
  SIGN_IN_TIMED_OUT: row<{ minutes: number }>(
    EXIT.signIn,
    ({ minutes }) => `nobody signed in within ${minutes} minutes`,
    () => 'start again with: jpaws login',
  ),
  ROLE_NOT_ASSIGNED: row<{ roleName: string; accountId: string }>(
    EXIT.refused,
    ({ roleName, accountId }) => `you do not have the role "${roleName}" in account ${accountId}`,
    () => 'check both in the profile, or ask whoever assigns access for you',
  ),
  ACCOUNT_UNKNOWN: row<{ account: string; near: readonly string[] }>(
    EXIT.configuration,
    ({ account, near }) =>
      `none of your accounts is "${account}"${near.length === 0 ? '' : `; did you mean ${near.join(', ')}?`}`,
    () => 'nothing was written; check the name, or ask whoever assigns access for you',
  ),
  KEYS_EXPIRED: row<{ since: string }>(
    EXIT.signIn,
    ({ since }) => `the keys in the environment have expired (${since})`,
    () => 'get new ones with: jpaws use',
  ),
  KEYS_INCOMPLETE: row<Record<never, never>>(
    EXIT.configuration,
    () => 'the environment has AWS_ACCESS_KEY_ID without AWS_SECRET_ACCESS_KEY',
    () => 'set both or none; jpaws use sets them for a profile',
  ),
  NO_CREDENTIALS: row<{ profile: string }>(
    EXIT.configuration,
    ({ profile }) => `the profile "${profile}" has no credentials that jpaws can export`,
    () => 'name a profile with IAM Identity Center, or one with keys in the credentials file',
  ),
  PROFILE_CHAIN: row<{ chain: readonly string[] }>(
    EXIT.configuration,
    ({ chain }) => `credential_process goes in a circle or too deep: ${chain.join(' > ')}`,
    () => 'let the profile call another one that does not lead back to it',
  ),
  EXPORT_VALUE_UNSAFE: row<{ variable: string; format: string }>(
    EXIT.configuration,
    ({ variable, format }) =>
      `the value of ${variable} cannot stand in the format ${format}: it would be read as something else`,
    () => 'use --format process or json, which can hold every value',
  ),
  PRESET_BROKEN: row<{ file: string; key: string }>(
    EXIT.configuration,
    ({ file, key }) => `the preset ${file} has no usable value for ${key}`,
    ({ file }) => `correct ${file}; the form is that of the preset that ships with jpaws`,
  ),
  OUTPUT_UNWRITABLE: row<{ reason: string }>(
    EXIT.other,
    ({ reason }) => `cannot write the output: ${reason}`,
    () => 'what has been written is not whole, do not use it; make room, or send the output elsewhere',
  ),
  DEMO_FAILED: row<{ reason: string }>(
    EXIT.other,
    ({ reason }) => `the demo stopped: ${reason}`,
    () => 'nothing of yours was touched',
  ),
  INTEGRATION_MISSING: row<{ command: string; load: LoadAdvice }>(
    EXIT.integration,
    ({ command }) => `jpaws ${command} changes your shell, and this shell has not loaded jpaws; nothing was changed`,
    ({ load }) => `add this line to ${load.startupFile} and open a new shell: ${load.loadLine}`,
  ),
  INTEGRATION_DRIFT: row<{ spoken: string; expected: number; load: LoadAdvice }>(
    EXIT.integration,
    ({ spoken, expected }) =>
      `the shell integration speaks contract ${spoken}, this jpaws ${expected}; nothing was changed`,
    ({ load }) => `open a new shell; if that does not help, load the integration of this version: ${load.loadLine}`,
  ),
} satisfies Record<string, Row<never>>;

type Table = typeof table;
export type ErrorCode = keyof Table;
export type ErrorArgs<Code extends ErrorCode> = Parameters<Table[Code]['says']>[0];

/** All codes, for the tests that hold the documentation against the table. */
export const errorCodes = Object.keys(table) as ErrorCode[];

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
