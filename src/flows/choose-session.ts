import { envValue } from '../domain/env.ts';
import { JpawsError } from '../domain/errors.ts';
import { nearNames } from '../domain/name-match.ts';
import type { Profiles } from '../domain/profiles.ts';
import type { World } from '../ports.ts';
import { findProfile } from './load-profiles.ts';
import { contextOf } from './profile-context.ts';
import { withoutSettings, type SessionContext } from './session-context.ts';

export interface SessionWish {
  readonly profile: string | undefined;
  readonly session: string | undefined;
}

/** The profile that this shell or the AWS variables name. */
const profileOfShell = ({ machine }: Pick<World, 'machine'>): string | undefined =>
  envValue(machine.env, 'JPAWS_PROFILE', 'AWS_PROFILE', 'AWS_DEFAULT_PROFILE');

/**
 * The session that is meant: the one named, the named profile's, this shell's, else the only one there is.
 * @throws SESSION_UNKNOWN, SESSION_NEEDED, PROFILE_UNKNOWN, and what `Profiles.find` throws when the only one is broken
 */
export async function chosenSession(world: World, profiles: Profiles, wish: SessionWish): Promise<SessionContext> {
  if (wish.session !== undefined) return sessionByName(profiles, wish.session);
  if (wish.profile !== undefined) return contextOf(profiles, findProfile(profiles, wish.profile, world));
  const shell = profileOfShell(world);
  if (shell !== undefined && profiles.names().includes(shell))
    return contextOf(profiles, findProfile(profiles, shell, world));
  const sessions = profiles.sessions();
  if (sessions.length === 0) refuseBroken(profiles);
  const [only] = sessions;
  if (only !== undefined && sessions.length === 1) return contextOfSession(profiles, only);
  if (sessions.length === 0 || !world.terminal.interactive) {
    throw new JpawsError('SESSION_NEEDED', { sessions: sessions.map(({ name }) => name) });
  }
  const choices = sessions.map((session) => ({ value: session, label: session.name, description: session.startUrl }));
  return contextOfSession(profiles, await world.terminal.choose('Which session?', choices));
}

/** A session that is there but cannot be used is told as that, and not as missing. @throws what `Profiles.find` throws */
function refuseBroken(profiles: Profiles): void {
  for (const name of profiles.names()) if (profiles.kindOf(name) === 'sso') profiles.find(name);
}

function sessionByName(profiles: Profiles, name: string): SessionContext {
  const sessions = profiles.sessions();
  const session = sessions.find((candidate) => candidate.name === name) ?? profiles.findSession(name);
  if (session === undefined) {
    const names = sessions.map((candidate) => candidate.name);
    throw new JpawsError('SESSION_UNKNOWN', { session: name, near: nearNames(name, names) });
  }
  return contextOfSession(profiles, session);
}

/** Reached through the first profile that uses it: its endpoint settings hold for the session too. */
function contextOfSession(profiles: Profiles, session: SessionContext['session']): SessionContext {
  const user = profiles
    .all()
    .find((profile) => profile.session.name === session.name && profile.session.kind === session.kind);
  return user === undefined ? withoutSettings(session) : contextOf(profiles, user);
}
