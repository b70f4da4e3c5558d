import { JpawsError } from '../domain/errors.ts';
import { nearNames } from '../domain/name-match.ts';
import { editsForProfile } from '../domain/new-profile.ts';
import { accountFromProfileName, profileNameFromAccount, type Preset } from '../domain/preset.ts';
import type { Profiles, SsoProfile } from '../domain/profiles.ts';
import { chooseSession } from '../domain/session-choice.ts';
import type { World } from '../ports.ts';
import { awsPlaces } from './aws-places.ts';
import { findProfile, loadProfiles } from './load-profiles.ts';
import { loadPreset } from './load-preset.ts';
import { accountsOfPerson, rolesOfPerson } from './portal-choices.ts';
import { withoutSettings } from './session-context.ts';
import { writeConfig } from './write-config.ts';

/**
 * A name that is in no file: near names are offered, then the set-up from the preset, both in a terminal only.
 * A typo never opens a stranger's sign-in page, and nothing is written before the service itself has named the account.
 * @throws PROFILE_UNKNOWN, ACCOUNT_UNKNOWN, ROLE_NOT_ASSIGNED, and what a sign-in throws
 */
export async function profileForUnknownName(
  world: World,
  profiles: Profiles,
  { name, maySignIn }: { name: string; maySignIn: boolean },
): Promise<SsoProfile> {
  const preset = await loadPreset(world);
  const mayUsePreset = profiles.startUrls().every((startUrl) => startUrl === preset.startUrl);
  const meant = mayUsePreset ? nameByTemplate(name, preset) : undefined;
  const near = [
    ...new Set([...nearNames(name, profiles.names()), ...(meant === undefined || meant === name ? [] : [meant])]),
  ];
  const unknown = new JpawsError('PROFILE_UNKNOWN', { profile: name, near, file: awsPlaces(world.machine).config });
  if (!maySignIn || !world.terminal.interactive) throw unknown;
  const chosen = near.length === 0 ? name : await chooseNear(world, name, near);
  if (profiles.names().includes(chosen)) return findProfile(profiles, chosen, world);
  const account = mayUsePreset ? accountFromProfileName(chosen, preset.profileTemplate) : undefined;
  if (account === undefined) throw unknown;
  const isWanted = await world.terminal.confirm(`Set up "${chosen}"? You would sign in at ${preset.startUrl}`, true);
  if (!isWanted) throw unknown;
  return setUp(world, profiles, { name: chosen, account, preset });
}

/** The name itself when it fits the template; else the name with its last word replaced (`koa-dev-credentials` → `koa-dev-customer`). */
function nameByTemplate(name: string, { profileTemplate }: Preset): string | undefined {
  if (accountFromProfileName(name, profileTemplate) !== undefined) return name;
  const account = /^(.+)-[^-]+$/.exec(name)?.[1];
  return account === undefined ? undefined : profileNameFromAccount(account, profileTemplate);
}

function chooseNear({ terminal }: World, name: string, near: readonly string[]): Promise<string> {
  const choices = near.map((value) => ({ value, label: value }));
  return terminal.choose(`There is no profile "${name}". Did you mean`, [
    ...choices,
    { value: name, label: `none of these, "${name}" is right` },
  ]);
}

interface Wanted {
  readonly name: string;
  readonly account: string;
  readonly preset: Preset;
}

async function setUp(world: World, profiles: Profiles, { name, account, preset }: Wanted): Promise<SsoProfile> {
  const { session, isNew } = chooseSession(preset, { given: undefined, profile: name }, profiles.sessions());
  if (!isNew) world.terminal.say(`The session "${session.name}" serves this profile too: one sign-in for both.`);
  const context = withoutSettings(session);
  const accounts = await accountsOfPerson(world, context);
  const found = accounts.find(
    ({ accountName }) => profileNameFromAccount(accountName, preset.profileTemplate) === name,
  );
  if (found === undefined) {
    throw new JpawsError('ACCOUNT_UNKNOWN', {
      account,
      near: nearNames(
        account,
        accounts.map(({ accountName }) => accountName),
      ),
    });
  }
  const { accountId } = found;
  const { roleName, region, output } = preset;
  const roles = await rolesOfPerson(world, context, { accountId, preferred: roleName });
  if (!roles.includes(roleName)) throw new JpawsError('ROLE_NOT_ASSIGNED', { accountId, roleName });
  const profile = { name, accountId, roleName, region, output, session, isSessionNew: isNew };
  const { file } = writeConfig(world, editsForProfile(profile));
  world.terminal.say(`Added "${name}" in ${file}.`);
  return findProfile(loadProfiles(world), name, world);
}
