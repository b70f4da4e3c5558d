import { checked } from '../domain/checked-value.ts';
import { JpawsError } from '../domain/errors.ts';
import type { Preset } from '../domain/preset.ts';
import type { Asking } from './ask-or-answer.ts';
import type { ConfigureRequest } from './configure-request.ts';
import { accountsOfPerson, rolesOfPerson } from './portal-choices.ts';
import type { SessionContext } from './session-context.ts';

/** The account: as given, else one of those that the person has. @throws INPUT_NEEDED, ACCOUNT_UNKNOWN, CONFIG_VALUE_REFUSED, and what a sign-in throws */
export async function askAccount(
  { world, isAsking }: Asking,
  request: ConfigureRequest,
  context: SessionContext,
): Promise<string> {
  if (request.account !== undefined) return request.account;
  if (!isAsking) throw new JpawsError('INPUT_NEEDED', { what: 'the account', flag: '--account' });
  const accounts = await accountsOfPerson(world, context);
  if (accounts.length === 0) throw new JpawsError('ACCOUNT_UNKNOWN', { account: 'one that you may use', near: [] });
  const choices = accounts.map((account) => ({
    value: account,
    label: account.accountName,
    description: account.accountId,
  }));
  const chosen = await world.terminal.choose('Which account?', choices);
  return checked('account', chosen.accountId);
}

interface RoleQuestion {
  readonly request: ConfigureRequest;
  readonly preset: Preset;
  readonly accountId: string;
  readonly context: SessionContext;
}

/**
 * The role: as given, else the preset's with `--yes`, else one of those that the person has in the account.
 * @throws INPUT_NEEDED, ROLE_NOT_ASSIGNED, CONFIG_VALUE_REFUSED, and what a sign-in throws
 */
export async function askRole(
  { world, isAsking, isAnswering }: Asking,
  { request, preset, accountId, context }: RoleQuestion,
): Promise<string> {
  if (request.role !== undefined) return request.role;
  if (isAnswering) return checked('role', preset.roleName);
  if (!isAsking)
    throw new JpawsError('INPUT_NEEDED', { what: 'the role', flag: '--role, or take the preset with --yes' });
  const roles = await rolesOfPerson(world, context, { accountId, preferred: preset.roleName });
  const [only] = roles;
  if (only === undefined) throw new JpawsError('ROLE_NOT_ASSIGNED', { accountId, roleName: preset.roleName });
  if (roles.length > 1) {
    const choices = roles.map((role) => ({ value: role, label: role }));
    return checked('role', await world.terminal.choose('Which role?', choices));
  }
  world.terminal.say(`Role: ${only}, the only one that you have there.`);
  return checked('role', only);
}
