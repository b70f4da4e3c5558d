import { parseConfig, parseCredentials } from '../domain/aws-config/parse-config.ts';
import { JpawsError } from '../domain/errors.ts';
import { nearNames } from '../domain/name-match.ts';
import { readProfiles, type Profiles, type SsoProfile } from '../domain/profiles.ts';
import type { World } from '../ports.ts';
import { awsPlaces } from './aws-places.ts';

/** All profiles of the config and credentials files; none when there are no files. @throws CONFIG_BROKEN, FILE_UNREADABLE, HOME_MISSING */
export function loadProfiles({ files, machine }: Pick<World, 'files' | 'machine'>): Profiles {
  const { config, credentials } = awsPlaces(machine);
  const credentialsText = files.read(credentials);
  return readProfiles(
    parseConfig(files.read(config) ?? '', config),
    credentialsText === undefined ? undefined : parseCredentials(credentialsText, credentials),
  );
}

/** The profile of that name, ready for IAM Identity Center. @throws PROFILE_UNKNOWN with the near names, and what `Profiles.find` throws */
export function findProfile(profiles: Profiles, name: string, { machine }: Pick<World, 'machine'>): SsoProfile {
  const profile = profiles.find(name);
  if (profile !== undefined) return profile;
  throw unknownProfile(profiles, name, { machine });
}

/** @throws PROFILE_UNKNOWN with the near names, when no file has a profile of that name (of whatever kind) */
export function demandProfile(profiles: Profiles, name: string, { machine }: Pick<World, 'machine'>): void {
  if (!profiles.names().includes(name)) throw unknownProfile(profiles, name, { machine });
}

const unknownProfile = (profiles: Profiles, profile: string, { machine }: Pick<World, 'machine'>): JpawsError =>
  new JpawsError('PROFILE_UNKNOWN', {
    profile,
    near: nearNames(profile, profiles.names()),
    file: awsPlaces(machine).config,
  });
