import { isError, JpawsError } from '../domain/errors.ts';
import type { SsoToken } from '../domain/sso-token.ts';
import type { RoleCredentials, World } from '../ports.ts';
import type { RoleRequest } from './role-credentials.ts';
import { addressIn } from './session-context.ts';
import { withSessionToken } from './with-session-token.ts';

/** The role's keys by one call of the service. Errors as for `roleCredentials`. */
export const fetchRoleCredentials = (world: World, request: RoleRequest): Promise<RoleCredentials> =>
  withSessionToken(world, request, (token) => callPortal(world, request, token));

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
