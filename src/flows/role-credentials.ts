import { roleCredentialsKeyText } from '../domain/cache-key.ts';
import { isError, type JpawsError } from '../domain/errors.ts';
import type { SsoProfile } from '../domain/profiles.ts';
import { roleCredentialsFromText, type RoleCredentials } from '../domain/role-credentials.ts';
import { isFresh, isLive } from '../domain/sso-token.ts';
import type { World } from '../ports.ts';
import { awsPlaces } from './aws-places.ts';
import { readCached } from './cached-file.ts';
import type { RoleRequest } from './role-request.ts';

/** Name of the role's file in the AWS CLI's cache, without its ending. */
export const roleCacheKey = ({ digest }: Pick<World, 'digest'>, profile: SsoProfile): string =>
  digest.sha1Hex(roleCredentialsKeyText(profile.session, profile));

/** Path of that file. */
export const roleCachePath = (world: Pick<World, 'machine' | 'digest'>, profile: SsoProfile): string =>
  `${awsPlaces(world.machine).roleCache}/${roleCacheKey(world, profile)}.json`;

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
  // Loaded only now: the usual call ends above.
  const { fetchRoleCredentials, isSignedIn, keepRoleCredentials } = await import('./new-role-credentials.ts');
  const wasSignedIn = isSignedIn(world, request.context);
  let credentials: RoleCredentials;
  try {
    credentials = await fetchRoleCredentials(world, request);
  } catch (error) {
    const mayBeUsed = !request.isForced && request.isStrict !== true;
    const isStillGood = cached !== undefined && isLive(cached.expiration, now) && mayBeUsed;
    if (!isStillGood || !isPassing(error)) throw error;
    world.terminal.warn(`no new credentials (${error.message}); the cached ones are used to their end`);
    return cached;
  }
  await keepRoleCredentials(world, request, { path, credentials, wasSignedIn });
  return credentials;
}

/** Failures that say nothing against credentials that still live. */
const isPassing = (error: unknown): error is JpawsError =>
  isError(error, 'NETWORK_FAILED') ||
  isError(error, 'ANSWER_UNUSABLE') ||
  isError(error, 'SIGN_IN_NEEDED') ||
  (isError(error, 'SERVICE_REFUSED') && (error.args.status >= 500 || error.args.status === 429));
