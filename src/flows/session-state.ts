import { textFromInstant } from '../domain/date-text.ts';
import type { SsoSession } from '../domain/profiles.ts';
import { isLive, type SsoToken } from '../domain/sso-token.ts';
import { between, type Instant } from '../domain/units.ts';
import type { World } from '../ports.ts';
import { canRefresh, readToken } from './session-token.ts';

export interface SessionState {
  readonly session: SsoSession;
  /** `refreshable`: the access token has ended, and the next command renews it without a sign-in. */
  readonly state: 'live' | 'refreshable' | 'expired' | 'signed-out';
  readonly expiresAt: Instant | undefined;
  /** Until when the token can be renewed as far as this machine knows; undefined when it cannot. */
  readonly refreshableUntil: Instant | undefined;
  /** The end of the client registration with which it was got. */
  readonly registrationExpiresAt: Instant | undefined;
}

/** What the shared cache says of a session; no network. */
export async function sessionState(world: World, session: SsoSession): Promise<SessionState> {
  const token = await readToken(world, { session });
  const now = world.clock.now();
  if (token === undefined) return { session, state: 'signed-out', ...NOTHING_KNOWN };
  const isRenewable = canRefresh({ session }, token, now);
  const registrationExpiresAt = token.renewal?.registrationExpiresAt;
  const refreshableUntil = isRenewable ? registrationExpiresAt : undefined;
  const state = stateOf(token, now, isRenewable);
  return { session, state, expiresAt: token.expiresAt, refreshableUntil, registrationExpiresAt };
}

const NOTHING_KNOWN = { expiresAt: undefined, refreshableUntil: undefined, registrationExpiresAt: undefined };

const stateOf = (token: SsoToken, now: Instant, isRenewable: boolean): SessionState['state'] =>
  isLive(token.expiresAt, now) ? 'live' : isRenewable ? 'refreshable' : 'expired';

/** ISO text for JSON, null for what is not known. */
export const isoOrNull = (at: Instant | undefined): string | null => (at === undefined ? null : textFromInstant(at));

/** Whole seconds from now to then for JSON, never below 0; null for what is not known. */
export const secondsLeft = (until: Instant | undefined, now: Instant): number | null =>
  until === undefined ? null : Math.max(0, Math.floor(between(now, until) / 1000));
