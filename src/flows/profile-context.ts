import type { EndpointSettings } from '../domain/endpoint.ts';
import type { Profiles, SsoProfile } from '../domain/profiles.ts';
import type { SsoToken } from '../domain/sso-token.ts';
import type { World } from '../ports.ts';
import type { SessionContext } from './session-context.ts';
import { signIn, USUAL_SIGN_IN } from './sign-in.ts';

/** The endpoint settings of one profile: its own values and those of its `services` section. */
export const settingsOf = (profiles: Profiles, name: string): EndpointSettings => ({
  value: (key) => profiles.value(name, key),
  serviceEndpoint: (service) => profiles.serviceEndpoint(name, service),
});

/** The profile's session, reached with the profile's endpoint settings. */
export const contextOf = (profiles: Profiles, profile: SsoProfile): SessionContext => ({
  session: profile.session,
  settings: settingsOf(profiles, profile.name),
});

/**
 * The sign-in for commands that need credentials on the way; undefined where nobody can answer it.
 * It is forced: that a new one is needed is known by then, whatever time the old token still shows.
 */
export function signInOnTheWay(
  world: World,
  context: SessionContext,
  isAllowed = true,
): ((why: string) => Promise<SsoToken>) | undefined {
  if (!isAllowed || !world.terminal.interactive) return undefined;
  return (why) => {
    world.terminal.say(`"${context.session.name}" needs a sign-in: ${why}.`);
    return signIn(world, context, { ...USUAL_SIGN_IN, isForced: true });
  };
}
