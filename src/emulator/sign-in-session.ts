import { randomToken } from './random-text.ts';
import type { Client, IdentityCenter, SignInSession } from './state.ts';

export interface IssuedTokens {
  readonly accessToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly refreshToken: string | undefined;
}

/** Begins what a person has after a sign-in. A client that registered neither scopes nor the refresh grant cannot refresh. */
export function openSession(center: IdentityCenter, client: Client): SignInSession {
  const { settings } = center;
  return {
    client,
    userName: settings.userName,
    refreshable: client.scopes.length > 0 || client.grantTypes.includes('refresh_token'),
    endsAt: center.now() + settings.lifetimes.session,
    signedOut: false,
  };
}

/** True while tokens of the session are good. */
export const isLive = (center: IdentityCenter, session: SignInSession): boolean =>
  !session.signedOut && center.now() < session.endsAt;

/**
 * Issues an access token that lives as long as the settings say, but not longer than the session.
 *
 * @param withRefreshToken false: none even where the client could use one
 */
export function issueTokens(center: IdentityCenter, session: SignInSession, withRefreshToken: boolean): IssuedTokens {
  const { state, settings } = center;
  const expiresAt = session.refreshable
    ? Math.min(center.now() + settings.lifetimes.accessToken, session.endsAt)
    : session.endsAt;
  const accessToken = `aoa${randomToken(180)}`;
  state.accessTokens.set(accessToken, { session, expiresAt });
  if (!withRefreshToken || !session.refreshable) return { accessToken, expiresAt, refreshToken: undefined };
  const refreshToken = `aor${randomToken(180)}`;
  state.refreshTokens.set(refreshToken, { session, used: false });
  return { accessToken, expiresAt, refreshToken };
}

/** The session of an access token that is known and good now, else undefined. */
export function sessionOfToken(center: IdentityCenter, accessToken: string): SignInSession | undefined {
  const token = center.state.accessTokens.get(accessToken);
  if (token === undefined || center.now() >= token.expiresAt || !isLive(center, token.session)) return undefined;
  return token.session;
}
