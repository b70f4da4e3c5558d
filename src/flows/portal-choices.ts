import type { SsoToken } from '../domain/sso-token.ts';
import type { AccountInfo, World } from '../ports.ts';
import { addressIn, type SessionContext } from './session-context.ts';
import { sessionToken } from './session-token.ts';
import { signIn } from './sign-in.ts';
import { USUAL_SIGN_IN } from './sign-in-options.ts';

/** The session's token; signs in when there is none. For commands that a person runs in a terminal. */
export async function tokenOfPerson(world: World, context: SessionContext): Promise<SsoToken> {
  const state = await sessionToken(world, context);
  return state.kind === 'token' ? state.token : signIn(world, context, USUAL_SIGN_IN);
}

/** The accounts that the person has, by name. Errors as for `Portal`. */
export async function accountsOfPerson(
  world: World,
  context: SessionContext,
  token: SsoToken,
): Promise<readonly AccountInfo[]> {
  const at = addressIn(world, context, 'sso');
  const accounts = await world.terminal.during('Reading your accounts', () =>
    world.portal.listAccounts(at, token.accessToken),
  );
  return [...accounts].sort((one, other) => (one.accountName.toLowerCase() < other.accountName.toLowerCase() ? -1 : 1));
}

/** The roles that the person has in the account, the preferred one first. Errors as for `Portal`. */
export async function rolesOfPerson(
  world: World,
  context: SessionContext,
  wanted: { token: SsoToken; accountId: string; preferred: string },
): Promise<readonly string[]> {
  const at = addressIn(world, context, 'sso');
  const { token, accountId, preferred } = wanted;
  const roles = await world.terminal.during('Reading your roles', () =>
    world.portal.listAccountRoles(at, token.accessToken, accountId),
  );
  return [...roles].sort(
    (one, other) => Number(other === preferred) - Number(one === preferred) || (one < other ? -1 : 1),
  );
}
