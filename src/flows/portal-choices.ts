import type { AccountInfo, World } from '../ports.ts';
import { addressIn, type SessionContext } from './session-context.ts';
import { withSessionToken } from './with-session-token.ts';

/** The accounts that the person has, by name. Signs in when that is needed. Errors as for `Portal` and a sign-in. */
export async function accountsOfPerson(world: World, context: SessionContext): Promise<readonly AccountInfo[]> {
  const at = addressIn(world, context, 'sso');
  const accounts = await withSessionToken(world, { context, maySignIn: true }, ({ accessToken }) =>
    world.terminal.during('Reading your accounts', () => world.portal.listAccounts(at, accessToken)),
  );
  return [...accounts].sort((one, other) => (one.accountName.toLowerCase() < other.accountName.toLowerCase() ? -1 : 1));
}

/** The roles that the person has in the account, the preferred one first. As above. */
export async function rolesOfPerson(
  world: World,
  context: SessionContext,
  { accountId, preferred }: { accountId: string; preferred: string },
): Promise<readonly string[]> {
  const at = addressIn(world, context, 'sso');
  const roles = await withSessionToken(world, { context, maySignIn: true }, ({ accessToken }) =>
    world.terminal.during('Reading your roles', () => world.portal.listAccountRoles(at, accessToken, accountId)),
  );
  return [...roles].sort(
    (one, other) => Number(other === preferred) - Number(one === preferred) || (one < other ? -1 : 1),
  );
}
