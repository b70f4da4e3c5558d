import { JpawsError } from '../domain/errors.ts';
import { checked, type Checked } from '../domain/checked-value.ts';
import { editsForProfile, type NewProfile } from '../domain/new-profile.ts';
import type { Preset } from '../domain/preset.ts';
import type { Profiles } from '../domain/profiles.ts';
import { typedWord } from '../domain/typed-word.ts';
import type { World } from '../ports.ts';
import { askOrAnswer, type Asking } from './ask-or-answer.ts';
import type { ConfigureRequest } from './configure-request.ts';
import { askSession } from './configure-session.ts';
import { loadPreset } from './load-preset.ts';
import { loadProfiles } from './load-profiles.ts';
import { accountsOfPerson, rolesOfPerson, tokenOfPerson } from './portal-choices.ts';
import { withoutSettings, type SessionContext } from './session-context.ts';
import { writeConfig } from './write-config.ts';

/**
 * Sets up one profile: what is given is taken, the rest is asked in a terminal with the preset as default,
 * or answered by the preset with `yes`. Nothing is written before everything is known.
 * @throws INPUT_NEEDED naming the flag, CONFIG_VALUE_REFUSED, PROFILE_TAKEN, and what `writeConfig` throws
 */
export async function configureProfile(world: World, request: ConfigureRequest): Promise<{ message: string }> {
  const preset = await loadPreset(world);
  const profiles = loadProfiles(world);
  refuseHostile(request);
  if (request.name !== undefined) refuseTaken(profiles, request.name);
  const asking: Asking = { world, isAsking: world.terminal.interactive && !request.yes, isAnswering: request.yes };
  if (!asking.isAsking && request.name === undefined)
    throw new JpawsError('INPUT_NEEDED', { what: "the profile's name", flag: 'jpaws configure NAME' });
  if (!asking.isAsking && request.account === undefined)
    throw new JpawsError('INPUT_NEEDED', { what: 'the account', flag: '--account' });
  const name = await askName(asking, request, profiles);
  const { session, isNew: isSessionNew } = await askSession(asking, { request, preset, profiles, name });
  const accountId = await askAccount(asking, request, withoutSettings(session));
  const roleName = await askRole(asking, { request, preset, accountId, context: withoutSettings(session) });
  const region = await askOrAnswer(asking, {
    kind: 'region',
    question: 'Region',
    given: request.region,
    preset: preset.region,
    flag: '--region',
  });
  const output = await askOrAnswer(asking, {
    kind: 'output',
    question: 'Output format',
    given: request.output,
    preset: preset.output,
    flag: '--output',
  });
  return write(world, profiles, { name, accountId, roleName, region, output, session, isSessionNew });
}

/** Everything that was given is looked at before anything is asked or sent. */
function refuseHostile({
  name,
  account,
  role,
  session,
  startUrl,
  ssoRegion,
  region,
  output,
  scopes,
}: ConfigureRequest): void {
  const given: readonly (readonly [Checked, string | undefined])[] = [
    ['profile', name],
    ['account', account],
    ['role', role],
    ['profile', session],
    ['startUrl', startUrl],
    ['region', ssoRegion],
    ['region', region],
    ['output', output],
    ['scopes', scopes],
  ];
  for (const [kind, value] of given) if (value !== undefined) checked(kind, value);
}

/** A profile of another kind is never turned into one of IAM Identity Center behind its owner's back. */
function refuseTaken(profiles: Profiles, name: string): void {
  const kind = profiles.kindOf(name);
  if (kind !== undefined && kind !== 'sso' && kind !== 'empty') {
    throw new JpawsError('PROFILE_TAKEN', { profile: name, why: 'does not belong to IAM Identity Center' });
  }
}

async function askAccount(
  { world, isAsking }: Asking,
  request: ConfigureRequest,
  context: SessionContext,
): Promise<string> {
  if (request.account !== undefined) return request.account;
  if (!isAsking) throw new JpawsError('INPUT_NEEDED', { what: 'the account', flag: '--account' });
  const accounts = await accountsOfPerson(world, context, await tokenOfPerson(world, context));
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

async function askRole(
  { world, isAsking, isAnswering }: Asking,
  { request, preset, accountId, context }: RoleQuestion,
): Promise<string> {
  if (request.role !== undefined) return request.role;
  if (isAnswering) return preset.roleName;
  if (!isAsking)
    throw new JpawsError('INPUT_NEEDED', { what: 'the role', flag: '--role, or take the preset with --yes' });
  const token = await tokenOfPerson(world, context);
  const roles = await rolesOfPerson(world, context, { token, accountId, preferred: preset.roleName });
  const [only] = roles;
  if (only === undefined) throw new JpawsError('ROLE_NOT_ASSIGNED', { accountId, roleName: preset.roleName });
  if (roles.length > 1)
    return checked(
      'role',
      await world.terminal.choose(
        'Which role?',
        roles.map((role) => ({ value: role, label: role })),
      ),
    );
  world.terminal.say(`Role: ${only}, the only one that you have there.`);
  return checked('role', only);
}

/** Asked first: a new session is named after the profile, and the sign-in needs the session's name. */
async function askName(asking: Asking, { name }: ConfigureRequest, profiles: Profiles): Promise<string> {
  const flag = 'jpaws configure NAME';
  const chosen = await askOrAnswer(asking, {
    kind: 'profile',
    question: 'Profile name',
    given: name,
    preset: undefined,
    flag,
  });
  refuseTaken(profiles, chosen);
  const isThere = profiles.names().includes(chosen);
  if (
    isThere &&
    asking.isAsking &&
    !(await asking.world.terminal.confirm(`"${chosen}" is there already. Change it?`, false))
  ) {
    throw new JpawsError('PROFILE_TAKEN', { profile: chosen, why: 'stays as it is' });
  }
  return chosen;
}

function write(world: World, profiles: Profiles, profile: NewProfile): { message: string } {
  const isNew = !profiles.names().includes(profile.name);
  const { file, isChanged } = writeConfig(world, editsForProfile(profile));
  const done = isNew ? 'Added' : 'Changed';
  const next = `Use it with: jpaws use ${typedWord(profile.name)}`;
  return {
    message: isChanged
      ? `${done} "${profile.name}" in ${file}. ${next}`
      : `"${profile.name}" stands like this in ${file} already. ${next}`,
  };
}
