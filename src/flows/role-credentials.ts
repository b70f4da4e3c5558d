import { roleCredentialsKeyText } from '../domain/cache-key.ts';
import { isError, JpawsError } from '../domain/errors.ts';
import type { SsoProfile } from '../domain/profiles.ts';
import { roleCredentialsFromText, textFromRoleCredentials, type RoleCredentials } from '../domain/role-credentials.ts';
import { isFresh, isLive, isRefreshable, type SsoToken } from '../domain/sso-token.ts';
import type { World } from '../ports.ts';
import { awsPlaces } from './aws-places.ts';
import { readCached, storeCached } from './cached-file.ts';
import { addressIn, type SessionContext } from './session-context.ts';
import { refreshToken, sessionToken, type TokenState } from './session-token.ts';

export interface RoleRequest {
  readonly profile: SsoProfile;
  readonly context: SessionContext;
  /** New credentials from the service, whatever is cached. */
  readonly isForced: boolean;
  /** Signs in when only that helps; undefined where nobody can answer (the error then says what to run). */
  readonly signIn: ((why: string) => Promise<SsoToken>) | undefined;
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
    const credentials = await fetchCredentials(world, request);
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

async function fetchCredentials(world: World, request: RoleRequest): Promise<RoleCredentials> {
  const { context } = request;
  const token = await tokenOrSignIn(request, await sessionToken(world, context));
  try {
    return await callPortal(world, request, token);
  } catch (error) {
    if (!(isError(error, 'SERVICE_REFUSED') && error.args.status === 401 && error.args.clockSkewSeconds === undefined))
      throw error;
  }
  // The session was ended elsewhere although the token's time is not over.
  const canRefresh = context.session.kind === 'sso-session' && isRefreshable(token, world.clock.now());
  const ended: TokenState = { kind: 'none', why: 'the service no longer takes the last one' };
  const state = canRefresh ? await refreshToken(world, context, token) : ended;
  return callPortal(world, request, await tokenOrSignIn(request, state));
}

async function tokenOrSignIn({ context, signIn }: RoleRequest, state: TokenState): Promise<SsoToken> {
  if (state.kind === 'token') return state.token;
  if (signIn !== undefined) return signIn(state.why);
  throw new JpawsError('SIGN_IN_NEEDED', { session: context.session.name, why: state.why });
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
