import { isError, JpawsError } from '../domain/errors.ts';
import { isRefreshable, type SsoToken } from '../domain/sso-token.ts';
import type { RoleCredentials, World } from '../ports.ts';
import type { RoleRequest } from './role-credentials.ts';
import { addressIn } from './session-context.ts';
import { refreshToken, sessionToken, type TokenState } from './session-token.ts';
import { signIn, USUAL_SIGN_IN } from './sign-in.ts';

/**
 * The role's keys by one call of the service, with a token that is refreshed or signed in for as far as needed.
 * Errors as for `roleCredentials`.
 */
export async function fetchRoleCredentials(world: World, request: RoleRequest): Promise<RoleCredentials> {
  const { context } = request;
  const token = await tokenOrSignIn(world, request, await sessionToken(world, context));
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
  return callPortal(world, request, await tokenOrSignIn(world, request, state));
}

/** @throws SIGN_IN_NEEDED where nobody can answer a sign-in; it says what to run */
async function tokenOrSignIn(world: World, { context, maySignIn }: RoleRequest, state: TokenState): Promise<SsoToken> {
  if (state.kind === 'token') return state.token;
  const { name } = context.session;
  if (!maySignIn || !world.terminal.interactive)
    throw new JpawsError('SIGN_IN_NEEDED', { session: name, why: state.why });
  world.terminal.say(`"${name}" needs a sign-in: ${state.why}.`);
  // Forced: that a new one is needed is known by now, whatever time the old token still shows.
  return signIn(world, context, { ...USUAL_SIGN_IN, isForced: true });
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
