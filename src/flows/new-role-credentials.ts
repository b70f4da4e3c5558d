import { textFromInstant } from '../domain/date-text.ts';
import { isError, JpawsError } from '../domain/errors.ts';
import { textFromRoleCredentials } from '../domain/role-credentials.ts';
import { isLive, type SsoToken } from '../domain/sso-token.ts';
import type { RoleCredentials, World } from '../ports.ts';
import { readOrDamaged, storeCached } from './cached-file.ts';
import type { RoleRequest } from './role-request.ts';
import { addressIn, sessionKey, tokenPath, type SessionContext } from './session-context.ts';
import { SIGNED_OUT } from './session-token.ts';
import { underTokenLock } from './token-lock.ts';
import { withSessionToken } from './with-session-token.ts';

/** The role's keys by one call of the service. Errors as for `roleCredentials`. */
export async function fetchRoleCredentials(world: World, request: RoleRequest): Promise<RoleCredentials> {
  const credentials = await withSessionToken(world, request, (token) => callPortal(world, request, token));
  if (!isLive(credentials.expiration, world.clock.now())) {
    throw new JpawsError('CREDENTIALS_ENDED', { since: textFromInstant(credentials.expiration) });
  }
  return credentials;
}

/** The session has a token's file. */
export const isSignedIn = (world: World, { session }: SessionContext): boolean =>
  readOrDamaged(world, tokenPath(world, session)) !== undefined;

interface NewCredentials {
  /** Of the role's file in the cache. */
  readonly path: string;
  readonly credentials: RoleCredentials;
  /** Before the service was asked. (A token that could not be stored has no file all the time.) */
  readonly wasSignedIn: boolean;
}

/**
 * Writes the role's keys into the cache.
 * @throws SIGN_IN_NEEDED when the session was signed out meanwhile: these keys would outlive it
 */
export function keepRoleCredentials(
  world: World,
  { profile, context }: RoleRequest,
  { path, credentials, wasSignedIn }: NewCredentials,
): Promise<void> {
  return underTokenLock(world, sessionKey(world, context.session), async () => {
    if (wasSignedIn && !isSignedIn(world, context)) {
      throw new JpawsError('SIGN_IN_NEEDED', { session: context.session.name, why: SIGNED_OUT, looksLive: false });
    }
    storeCached(world, path, textFromRoleCredentials(credentials, profile.accountId));
  });
}

async function callPortal(world: World, { profile, context }: RoleRequest, token: SsoToken): Promise<RoleCredentials> {
  const { accountId, roleName } = profile;
  try {
    return await world.portal.getRoleCredentials(addressIn(world, context, 'sso'), token.accessToken, {
      accountId,
      roleName,
    });
  } catch (error) {
    const isDenied = isError(error, 'SERVICE_REFUSED') && (error.args.status === 403 || error.args.status === 404);
    if (isDenied && error.args.clockSkewSeconds === undefined)
      throw new JpawsError('ROLE_NOT_ASSIGNED', { accountId, roleName }, { cause: error });
    throw error;
  }
}
