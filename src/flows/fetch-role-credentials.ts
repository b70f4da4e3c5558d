import { isError, JpawsError } from '../domain/errors.ts';
import { isRefreshable, type SsoToken } from '../domain/sso-token.ts';
import type { RoleCredentials, World } from '../ports.ts';
import type { RoleRequest } from './role-credentials.ts';
import { addressIn, type SessionContext } from './session-context.ts';
import { refreshToken, sessionToken, type TokenState } from './session-token.ts';
import { signIn } from './sign-in.ts';
import { USUAL_SIGN_IN } from './sign-in-options.ts';

const ENDED = 'the service no longer takes the last one';

/**
 * The role's keys by one call of the service, with a token that is refreshed or signed in for as far as needed.
 * Errors as for `roleCredentials`.
 */
export async function fetchRoleCredentials(world: World, request: RoleRequest): Promise<RoleCredentials> {
  const { context } = request;
  let refused: SsoToken | undefined;
  let why = ENDED;
  for (const tokenState of [sessionToken, refreshedToken]) {
    const state = await tokenState(world, context, refused);
    if (state.kind === 'none') {
      ({ why } = state);
      break;
    }
    const credentials = await unlessUnauthorized(callPortal(world, request, state.token));
    if (credentials !== undefined) return credentials;
    refused = state.token;
  }
  return callPortal(world, request, await newToken(world, request, { why, refused }));
}

/** Instead of a token that the service refused: the session was ended elsewhere although its time is not over. */
async function refreshedToken(world: World, context: SessionContext, refused?: SsoToken): Promise<TokenState> {
  const canRefresh =
    context.session.kind === 'sso-session' && refused !== undefined && isRefreshable(refused, world.clock.now());
  return canRefresh ? refreshToken(world, context, refused) : { kind: 'none', why: ENDED };
}

/** @throws SIGN_IN_NEEDED where nobody can answer a sign-in; it says what to run */
async function newToken(
  world: World,
  { context, maySignIn }: RoleRequest,
  { why, refused }: { why: string; refused: SsoToken | undefined },
): Promise<SsoToken> {
  const { name } = context.session;
  if (!maySignIn || !world.terminal.interactive) throw new JpawsError('SIGN_IN_NEEDED', { session: name, why });
  world.terminal.say(`"${name}" needs a sign-in: ${why}.`);
  return signIn(world, context, { ...USUAL_SIGN_IN, replaces: refused });
}

/** Undefined when the service does not take the token (401); with a wrong clock, that is not the token's fault. */
async function unlessUnauthorized<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    const isUnauthorized = isError(error, 'SERVICE_REFUSED') && error.args.status === 401;
    if (isUnauthorized && error.args.clockSkewSeconds === undefined) return undefined;
    throw error;
  }
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
