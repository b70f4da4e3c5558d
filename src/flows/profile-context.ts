import type { EndpointSettings } from '../domain/endpoint.ts';
import type { Profiles, SsoProfile } from '../domain/profiles.ts';
import type { SessionContext } from './session-context.ts';

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
