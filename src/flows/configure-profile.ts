import { JpawsError } from '../domain/errors.ts';
import { checked, type Checked } from '../domain/checked-value.ts';
import { editsForProfile, type NewProfile } from '../domain/new-profile.ts';
import type { Profiles } from '../domain/profiles.ts';
import { typedWord } from '../domain/typed-word.ts';
import type { World } from '../ports.ts';
import { askOrAnswer, type Asking } from './ask-or-answer.ts';
import type { ConfigureRequest } from './configure-request.ts';
import { askAccount, askRole } from './configure-role.ts';
import { askSession } from './configure-session.ts';
import { loadPreset } from './load-preset.ts';
import { loadProfiles } from './load-profiles.ts';
import { withoutSettings } from './session-context.ts';
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
function refuseHostile(request: ConfigureRequest): void {
  const given: readonly (readonly [Checked, string | undefined])[] = [
    ['profile', request.name],
    ['account', request.account],
    ['role', request.role],
    ['profile', request.session],
    ['startUrl', request.startUrl],
    ['region', request.ssoRegion],
    ['region', request.region],
    ['output', request.output],
    ['scopes', request.scopes],
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
  const mustAsk = asking.isAsking && profiles.names().includes(chosen);
  if (mustAsk && !(await asking.world.terminal.confirm(`"${chosen}" is there already. Change it?`, false))) {
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
