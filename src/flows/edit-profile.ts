import { configKeyFromText } from '../domain/config-key.ts';
import { JpawsError } from '../domain/errors.ts';
import { isProfileName, problemOf } from '../domain/checked-value.ts';
import type { World } from '../ports.ts';
import { demandProfile, loadProfiles } from './load-profiles.ts';
import { writeConfig, type WrittenConfig } from './write-config.ts';

type Key = NonNullable<ReturnType<typeof configKeyFromText>>;

/** The parts of a key as it was typed. @throws USAGE */
export function demandKey(text: string, command: string): Key {
  const key = configKeyFromText(text);
  if (key === undefined) throw new JpawsError('USAGE', { problem: 'a key is one word, or BLOCK.KEY', command });
  return key;
}

/** Sets one value in the config file. Values that belong to secrets stand in the credentials file, which jpaws does not write. @throws CONFIG_VALUE_REFUSED and what `writeConfig` throws */
export function setProfileValue(
  world: World,
  { profile, key, value }: { profile: string; key: Key; value: string },
): WrittenConfig {
  if (!isProfileName(profile)) {
    throw new JpawsError('CONFIG_VALUE_REFUSED', {
      what: 'the name cannot be used:',
      reason: problemOf.profile(profile) ?? '',
    });
  }
  if (/^aws_(secret_access_key|session_token|access_key_id)$/.test(key[0])) {
    const reason = 'is not written by jpaws: a command line stays in the history; use aws configure';
    throw new JpawsError('CONFIG_VALUE_REFUSED', { what: key[0], reason });
  }
  // Sections that do not read are named before anything is written.
  loadProfiles(world);
  return writeConfig(world, [{ op: 'set', section: { kind: 'profile', name: profile }, values: [[key, value]] }]);
}

/**
 * Takes the profile's section out of the config file; its session stays, others may use it.
 * @throws PROFILE_UNKNOWN, CONFIG_VALUE_REFUSED for a profile of the credentials file only, and what `writeConfig` throws
 */
export function removeProfile(world: World, profile: string): WrittenConfig {
  demandProfile(loadProfiles(world), profile, world);
  const written = writeConfig(world, [{ op: 'removeSection', section: { kind: 'profile', name: profile } }]);
  if (written.isChanged) return written;
  const reason = 'stands in the credentials file only, which jpaws does not write';
  throw new JpawsError('CONFIG_VALUE_REFUSED', { what: `the profile "${profile}"`, reason });
}
