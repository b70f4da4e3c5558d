import { instantFromSeconds } from './date-text.ts';
import { type Env, envValue } from './env.ts';
import { activeMode, epochSeconds, keyVariables, renewalTime, type EnvChange } from './env-change.ts';
import { heldIdentity, textFromIdentity, type Identity } from './identity.ts';
import type { RoleCredentials } from './role-credentials.ts';
import { RENEWAL_WINDOW } from './sso-token.ts';
import { instant, later, minutes, seconds, type Instant } from './units.ts';

/** What of a shell's environment runs out, and when. */
export interface Renewable {
  readonly profile: string;
  /** False in the mode `profile`: there only the times move. */
  readonly holdsKeys: boolean;
  readonly identity: Identity | undefined;
  /** Undefined when the shell does not know it any more. */
  readonly expires: Instant | undefined;
  readonly renewAt: Instant | undefined;
}

const KEYS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const;

/** The profile of this shell as far as it can be renewed; undefined when none is active, or the person has gone on to something else. */
export function renewableOf(env: Env): Renewable | undefined {
  const mode = activeMode(env);
  const profile = env['JPAWS_PROFILE'];
  if (mode === undefined || profile === undefined) return undefined;
  const holdsKeys = mode === 'keys';
  if (holdsKeys && !KEYS.every((name) => envValue(env, name) !== undefined)) return undefined;
  const expires = instantFromSeconds(env['JPAWS_EXPIRES']);
  return {
    profile,
    holdsKeys,
    identity: heldIdentity(env),
    expires,
    renewAt: instantFromSeconds(env['JPAWS_RENEW_AT']),
  };
}

/** New keys in the place of the old ones, and the new times; everything else is the person's and stays. */
export function renewedChange(
  { holdsKeys, identity }: Renewable,
  credentials: RoleCredentials,
  now: Instant,
): EnvChange {
  const times: [string, string][] = [
    ['JPAWS_EXPIRES', epochSeconds(credentials.expiration)],
    ['JPAWS_RENEW_AT', epochSeconds(renewalTime(credentials.expiration, now))],
  ];
  if (!holdsKeys) return { unset: [], set: times };
  const { accessKeyId } = credentials;
  const known: [string, string][] =
    identity === undefined ? [] : [['JPAWS_IDENTITY', textFromIdentity({ ...identity, accessKeyId })]];
  return { unset: [], set: [...keyVariables(credentials), ...known, ...times] };
}

/** Nothing of jpaws is left to renew: the prompt stops asking. */
export const endOfRenewal = (env: Env): EnvChange => ({
  unset: env['JPAWS_RENEW_AT'] === undefined ? [] : ['JPAWS_RENEW_AT'],
  set: [],
});

/** As near to the end as `renewalTime` comes for credentials that live shortly. */
const shortBefore = (end: Instant): Instant => instant(end - minutes(2));

/** The last renewals have failed, which the person was told. */
export const isPutOff = ({ expires, renewAt }: Pick<Renewable, 'expires' | 'renewAt'>): boolean =>
  expires !== undefined &&
  renewAt !== undefined &&
  renewAt > expires - RENEWAL_WINDOW &&
  renewAt !== shortBefore(expires);

/**
 * The renewal is put off: a minute after the first failure, five minutes after the others.
 * The time that `use` has set lies the usual window before the end or earlier, or exactly the short one; the times that
 * are set here never do, so the shell needs no further variable to know that the person was told.
 */
export function postponement(held: Renewable, now: Instant): { change: EnvChange; isFirst: boolean } {
  const isFirst = !isPutOff(held);
  const next = later(now, isFirst ? minutes(1) : minutes(5));
  const isTheShortOne = held.expires !== undefined && epochSeconds(next) === epochSeconds(shortBefore(held.expires));
  const at = epochSeconds(isTheShortOne ? later(next, seconds(1)) : next);
  return { change: { unset: [], set: [['JPAWS_RENEW_AT', at]] }, isFirst };
}
