import { JpawsError } from './errors.ts';
import type { SsoSession } from './profiles.ts';

/** What a new profile needs of its session. */
export interface WantedSession {
  readonly startUrl: string;
  readonly ssoRegion: string;
  readonly scopes: readonly string[];
}

export interface SessionChoice {
  readonly session: SsoSession;
  /** It is not in the config yet. */
  readonly isNew: boolean;
}

const serves = (session: SsoSession, wanted: WantedSession): boolean =>
  session.kind === 'sso-session' &&
  session.startUrl === wanted.startUrl &&
  session.ssoRegion === wanted.ssoRegion &&
  [...(session.scopes ?? [])].sort().join() === [...wanted.scopes].sort().join();

/**
 * One sign-in serves all profiles that share a session: the one that is named; else an existing one with the same
 * start URL, SSO region and scopes; else a new one named after the profile.
 * @throws CONFIG_VALUE_REFUSED when the name belongs to a session with other values
 */
export function chooseSession(
  wanted: WantedSession,
  name: { given: string | undefined; profile: string },
  existing: readonly SsoSession[],
): SessionChoice {
  const own = name.given ?? name.profile;
  const named = existing.find((session) => session.kind === 'sso-session' && session.name === own);
  if (named !== undefined && serves(named, wanted)) return { session: named, isNew: false };
  if (name.given === undefined) {
    const shared = existing.find((session) => serves(session, wanted));
    if (shared !== undefined) return { session: shared, isNew: false };
  }
  if (named !== undefined) {
    const reason = 'is there already with another start URL, SSO region or scopes; give another name with --session';
    throw new JpawsError('CONFIG_VALUE_REFUSED', { what: `the session "${own}"`, reason });
  }
  const { startUrl, ssoRegion, scopes } = wanted;
  return { session: { kind: 'sso-session', name: own, startUrl, ssoRegion, scopes }, isNew: true };
}
