import { textFromInstant } from '../domain/date-text.ts';
import type { SsoSession } from '../domain/profiles.ts';
import { isLive, isRefreshable, tokenFromText, type SsoToken } from '../domain/sso-token.ts';
import type { Instant } from '../domain/units.ts';
import type { World } from '../ports.ts';
import { readCached } from './cached-file.ts';
import { tokenPath } from './session-context.ts';

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
  const token = await readCached(world, tokenPath(world, session), tokenFromText);
  const now = world.clock.now();
  if (token === undefined) return { session, state: 'signed-out', ...NOTHING_KNOWN };
  const canRefresh = session.kind === 'sso-session' && isRefreshable(token, now);
  const registrationExpiresAt = token.renewal?.registrationExpiresAt;
  const refreshableUntil = canRefresh ? registrationExpiresAt : undefined;
  const state = stateOf(token, now, canRefresh);
  return { session, state, expiresAt: token.expiresAt, refreshableUntil, registrationExpiresAt };
}

const NOTHING_KNOWN = { expiresAt: undefined, refreshableUntil: undefined, registrationExpiresAt: undefined };

const stateOf = (token: SsoToken, now: Instant, canRefresh: boolean): SessionState['state'] =>
  isLive(token.expiresAt, now) ? 'live' : canRefresh ? 'refreshable' : 'expired';

/** ISO text for JSON, null for what is not known. */
export const isoOrNull = (at: Instant | undefined): string | null => (at === undefined ? null : textFromInstant(at));
