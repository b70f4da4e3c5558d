import { roleCredentialsKeyText } from '../domain/cache-key.ts';
import { isError, type JpawsError } from '../domain/errors.ts';
import type { SsoProfile } from '../domain/profiles.ts';
import { roleCredentialsFromText, textFromRoleCredentials, type RoleCredentials } from '../domain/role-credentials.ts';
import { isFresh, isLive } from '../domain/sso-token.ts';
import type { World } from '../ports.ts';
import { awsPlaces } from './aws-places.ts';
import { readCached, storeCached } from './cached-file.ts';
import type { SessionContext } from './session-context.ts';

export interface RoleRequest {
  readonly profile: SsoProfile;
  readonly context: SessionContext;
  /** New credentials from the service, whatever is cached. */
  readonly isForced: boolean;
  /** A sign-in on the way is allowed, if a person can answer it. */
  readonly maySignIn: boolean;
}

/** Path of the role's file in the AWS CLI's cache. */
export const roleCachePath = ({ machine, digest }: Pick<World, 'machine' | 'digest'>, profile: SsoProfile): string =>
  `${awsPlaces(machine).roleCache}/${digest.sha1Hex(roleCredentialsKeyText(profile.session, profile))}.json`;

/**
 * The role's temporary keys: from the AWS CLI's cache when more than 15 minutes remain (then nothing else is read),
 * else by one call of the service, with a token that is refreshed or signed in for as far as needed.
 * @throws SIGN_IN_NEEDED, ROLE_NOT_ASSIGNED, NETWORK_FAILED, ANSWER_UNUSABLE, SERVICE_REFUSED, and what a sign-in throws
 */
export async function roleCredentials(world: World, request: RoleRequest): Promise<RoleCredentials> {
  const path = roleCachePath(world, request.profile);
  const cached = await readCached(world, path, roleCredentialsFromText);
  const now = world.clock.now();
  if (cached !== undefined && isFresh(cached.expiration, now) && !request.isForced) return cached;
  try {
    // Loaded only now: the usual call ends above.
    const { fetchRoleCredentials } = await import('./fetch-role-credentials.ts');
    const credentials = await fetchRoleCredentials(world, request);
    storeCached(world, path, textFromRoleCredentials(credentials, request.profile.accountId));
    return credentials;
  } catch (error) {
    const isStillGood = cached !== undefined && isLive(cached.expiration, now) && !request.isForced;
    if (!isStillGood || !isPassing(error)) throw error;
    world.terminal.warn(`no new credentials (${error.message}); the cached ones are used to their end`);
    return cached;
  }
}

/** Failures that say nothing against credentials that still live. */
const isPassing = (error: unknown): error is JpawsError =>
  isError(error, 'NETWORK_FAILED') ||
  isError(error, 'ANSWER_UNUSABLE') ||
  isError(error, 'SIGN_IN_NEEDED') ||
  (isError(error, 'SERVICE_REFUSED') && (error.args.status >= 500 || error.args.status === 429));
