import { activate, renewalTime, type ActivationMode, type PlannedChange } from '../domain/env-change.ts';
import type { Profiles, SsoProfile } from '../domain/profiles.ts';
import type { RoleCredentials } from '../domain/role-credentials.ts';
import type { World } from '../ports.ts';
import { contextOf } from './profile-context.ts';
import { roleCredentials } from './role-credentials.ts';

export interface UseRequest {
  readonly profile: string;
  readonly mode: ActivationMode;
  /** Instead of the profile's own. */
  readonly region: string | undefined;
  readonly maySignIn: boolean;
  readonly isForced: boolean;
}

export interface UsedProfile {
  readonly plan: PlannedChange;
  readonly profile: SsoProfile;
  readonly region: string | undefined;
  readonly credentials: RoleCredentials;
}

/**
 * Makes a profile the one of this shell: what is missing (token, credentials, sign-in, even the profile itself) is done on the way.
 * @throws PROFILE_UNKNOWN and what `roleCredentials` throws; the shell then keeps its old environment
 */
export async function useProfile(world: World, profiles: Profiles, request: UseRequest): Promise<UsedProfile> {
  const profile = await profileFor(world, profiles, request);
  const context = contextOf(profiles, profile);
  const credentials = await roleCredentials(world, {
    profile,
    context,
    isForced: request.isForced,
    maySignIn: request.maySignIn,
  });
  const region = request.region ?? profile.region;
  const renewAt = renewalTime(credentials.expiration, world.clock.now());
  const { name, accountId, roleName } = profile;
  const activation = { mode: request.mode, profile: name, region, accountId, roleName, credentials, renewAt };
  const plan = activate(world.machine.env, activation);
  return { plan, profile, region, credentials };
}

async function profileFor(world: World, profiles: Profiles, { profile, maySignIn }: UseRequest): Promise<SsoProfile> {
  const found = profiles.find(profile);
  if (found !== undefined) return found;
  const { profileForUnknownName } = await import('./set-up-unknown.ts');
  return profileForUnknownName(world, profiles, { name: profile, maySignIn });
}
