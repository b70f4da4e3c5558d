import { offsetTextFromInstant } from './date-text.ts';
import type { Env } from './env.ts';
import { heldIdentity, textFromIdentity } from './identity.ts';
import { objectFromJson, pythonJson } from './python-json.ts';
import type { RoleCredentials } from './role-credentials.ts';
import { RENEWAL_WINDOW } from './sso-token.ts';
import { instant, later, minutes, type Instant } from './units.ts';

/** What a shell is told to do: names to unset, then names to set; both sorted, so equal input gives equal bytes. */
export interface EnvChange {
  readonly unset: readonly string[];
  readonly set: readonly (readonly [name: string, value: string])[];
}

/** Every variable that jpaws sets or unsets. `restored`: not secret, so `clear` brings back what stood there before. */
const MANAGED: Readonly<Record<string, { readonly restored: boolean }>> = {
  AWS_ACCESS_KEY_ID: { restored: false },
  AWS_SECRET_ACCESS_KEY: { restored: false },
  AWS_SESSION_TOKEN: { restored: false },
  AWS_SECURITY_TOKEN: { restored: false },
  AWS_CREDENTIAL_EXPIRATION: { restored: false },
  AWS_SESSION_EXPIRATION: { restored: false },
  AWS_ACCOUNT_ID: { restored: false },
  AWS_CREDENTIAL_SCOPE: { restored: false },
  AWS_CONTAINER_AUTHORIZATION_TOKEN: { restored: false },
  AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: { restored: true },
  AWS_CONTAINER_CREDENTIALS_FULL_URI: { restored: true },
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: { restored: true },
  AWS_WEB_IDENTITY_TOKEN_FILE: { restored: true },
  AWS_ROLE_ARN: { restored: true },
  AWS_ROLE_SESSION_NAME: { restored: true },
  AWS_PROFILE: { restored: true },
  AWS_DEFAULT_PROFILE: { restored: true },
  AWS_REGION: { restored: true },
  AWS_DEFAULT_REGION: { restored: true },
  AWS_SSO_PROFILE: { restored: true },
  JPAWS_PROFILE: { restored: false },
  JPAWS_IDENTITY: { restored: false },
  JPAWS_EXPIRES: { restored: false },
  JPAWS_RENEW_AT: { restored: false },
  JPAWS_PREVIOUS: { restored: false },
};

/** Managed variables that stay as they are unless the profile says otherwise; all others would beat or break the new ones. */
const HARMLESS = new Set(['AWS_REGION', 'AWS_DEFAULT_REGION']);

const RESTORED = Object.keys(MANAGED).filter((name) => MANAGED[name]?.restored === true);

/** The reply can hold the value: at least one character, no line break, no NUL. */
// eslint-disable-next-line no-control-regex -- exactly these control characters end a record
export const isCarriable = (value: string): boolean => value !== '' && !/[\n\r\u0000]/.test(value);

/** The reply can hold the value, and the value can be written down in JPAWS_PREVIOUS and read again. */
const isRestorable = (value: string): boolean => isCarriable(value) && !/\p{Cs}/u.test(value);

const isSet = (value: string | undefined): value is string => value !== undefined && value !== '';

/** A profile of jpaws is active in the environment. */
export const isActive = (env: Env): boolean => isSet(env['JPAWS_PROFILE']) || isSet(env['JPAWS_PREVIOUS']);

/** Which credentials the shell holds: key variables, or only the profile's name. Undefined when none is active. */
export function activeMode(env: Env): ActivationMode | undefined {
  if (!isSet(env['JPAWS_PROFILE'])) return undefined;
  return env['AWS_PROFILE'] === env['JPAWS_PROFILE'] && !isSet(env['AWS_ACCESS_KEY_ID']) ? 'profile' : 'keys';
}

/** The key variables are those that `use` has set, and not others that a person or a tool has put in their place. */
export function holdsOwnKeys(env: Env): boolean {
  if (!isSet(env['JPAWS_PROFILE'])) return false;
  const companion = env['AWS_SSO_PROFILE'];
  const isOfAnother = isSet(companion) && companion !== env['JPAWS_PROFILE'];
  const held = heldIdentity(env);
  return !isOfAnother && (held === undefined || held.accessKeyId === env['AWS_ACCESS_KEY_ID']);
}

/** The profile that something else has put into AWS_PROFILE after `use`: some tools would take it instead of the keys. */
export function foreignProfile(env: Env): string | undefined {
  const named = env['AWS_PROFILE'];
  return isSet(env['JPAWS_PROFILE']) && isSet(named) && named !== env['JPAWS_PROFILE'] ? named : undefined;
}

export type ActivationMode = 'keys' | 'profile';

export interface Activation {
  readonly mode: ActivationMode;
  readonly profile: string;
  readonly region: string | undefined;
  readonly accountId: string;
  readonly roleName: string;
  readonly credentials: RoleCredentials;
  readonly renewAt: Instant;
}

export interface PlannedChange {
  readonly change: EnvChange;
  /** Keys that were in the environment and not jpaws's own are replaced; they come back nowhere. */
  readonly replacesKeys: boolean;
  /** Variables whose old value cannot be brought back (a line break in it, or a damaged JPAWS_PREVIOUS). */
  readonly lost: readonly string[];
}

/** The change from `env` to an active profile. `use b` after `use a` equals clear and `use b`. */
export function activate(env: Env, activation: Activation): PlannedChange {
  const { values: before, lost } = valuesBefore(env);
  const wanted = new Map<string, string>([...before].filter(([name]) => HARMLESS.has(name)));
  for (const [name, value] of variablesOf(activation)) wanted.set(name, value);
  if (before.size > 0) wanted.set('JPAWS_PREVIOUS', pythonJson(Object.fromEntries(before)));
  const hadKeys = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SECURITY_TOKEN'].some((name) => isSet(env[name]));
  return { change: changeTo(env, wanted), replacesKeys: hadKeys && !holdsOwnKeys(env), lost };
}

/** The change that leaves: managed variables go, and what stood there before the first `use` comes back. */
export function deactivate(env: Env): PlannedChange {
  if (!isActive(env)) return { change: { unset: [], set: [] }, replacesKeys: false, lost: [] };
  const { values, lost } = valuesBefore(env);
  return { change: changeTo(env, values), replacesKeys: false, lost };
}

/** Epoch seconds, the form that every shell can compare with its clock. */
export const epochSeconds = (at: Instant): string => String(Math.floor(at / 1000));

/** The variables that hold the role's keys, and when they end. */
export const keyVariables = (credentials: RoleCredentials): [name: string, value: string][] => [
  ['AWS_ACCESS_KEY_ID', credentials.accessKeyId],
  ['AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey.reveal()],
  ['AWS_SESSION_TOKEN', credentials.sessionToken.reveal()],
  ['AWS_CREDENTIAL_EXPIRATION', offsetTextFromInstant(credentials.expiration)],
];

function variablesOf(activation: Activation): [string, string][] {
  const { mode, profile, region, credentials, renewAt } = activation;
  const keys: [string, string][] = [...keyVariables(credentials), ['AWS_SSO_PROFILE', profile]];
  const regions: [string, string][] =
    region === undefined
      ? []
      : [
          ['AWS_REGION', region],
          ['AWS_DEFAULT_REGION', region],
        ];
  return [
    ...(mode === 'keys' ? keys : [['AWS_PROFILE', profile] as [string, string]]),
    ...regions,
    ['JPAWS_PROFILE', profile],
    [
      'JPAWS_IDENTITY',
      textFromIdentity({ ...activation, accessKeyId: mode === 'keys' ? credentials.accessKeyId : undefined }),
    ],
    ['JPAWS_EXPIRES', epochSeconds(credentials.expiration)],
    ['JPAWS_RENEW_AT', epochSeconds(renewAt)],
  ];
}

function valuesBefore(env: Env): { values: ReadonlyMap<string, string>; lost: string[] } {
  const held = env['JPAWS_PREVIOUS'];
  const source = !isActive(env) ? env : isSet(held) ? objectFromJson(held) : {};
  if (source === undefined) return { values: new Map(), lost: ['JPAWS_PREVIOUS'] };
  const found = RESTORED.map((name) => [name, source[name]] as const).filter(
    (entry): entry is readonly [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  return {
    values: new Map(found.filter(([, value]) => isRestorable(value))),
    lost: found.filter(([, value]) => !isRestorable(value)).map(([name]) => name),
  };
}

function changeTo(env: Env, wanted: ReadonlyMap<string, string>): EnvChange {
  const unset = Object.keys(MANAGED).filter((name) => env[name] !== undefined && !wanted.has(name));
  return sortEnvChange({ unset, set: [...wanted] });
}

const byCodeUnits = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Names in the order of their code units: equal input gives equal bytes. */
export function sortEnvChange({ unset, set }: EnvChange): EnvChange {
  return { unset: [...unset].sort(byCodeUnits), set: [...set].sort(([one], [other]) => byCodeUnits(one, other)) };
}

/** When the prompt should renew: 15 minutes before the end, or shortly before it when the whole life is that short. */
export function renewalTime(expiration: Instant, now: Instant): Instant {
  const usual = instant(expiration - RENEWAL_WINDOW);
  const earliest = later(now, minutes(1));
  return usual > earliest ? usual : instant(Math.max(earliest, expiration - minutes(2)));
}
