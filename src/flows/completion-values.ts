import { isError, JpawsError } from '../domain/errors.ts';
import type { Profiles, SsoProfile } from '../domain/profiles.ts';
import { REGIONS } from '../domain/regions.ts';
import type { World } from '../ports.ts';
import { loadProfiles } from './load-profiles.ts';

/** One offer: the word, and what it is. */
export interface CompletionValue {
  readonly value: string;
  readonly description: string;
}

/** More names than anyone reads are offered as they stand: to read every profile takes longer than a key may. */
const MOST_DESCRIBED = 500;

/**
 * What the files offer for a kind of word; profiles only as far as they begin with `current`, in whatever case. No
 * network. Files that cannot be read offer nothing: Tab is no place for errors.
 */
export function completionValues(world: World, kind: CompletedKind, current: string): CompletionValue[] {
  if (kind === 'region') return Object.entries(REGIONS).map(([value, description]) => ({ value, description }));
  const profiles = profilesOrNone(world);
  if (profiles === undefined) return [];
  switch (kind) {
    case 'profile':
      return profileNames(profiles, current);
    case 'session':
      return profiles.sessions().map(({ name, startUrl }) => ({ value: name, description: startUrl }));
    case 'role':
      return withTheirProfiles(profiles, ({ roleName }) => roleName);
    case 'account':
      return withTheirProfiles(profiles, ({ accountId }) => accountId);
  }
}

type CompletedKind = 'profile' | 'session' | 'region' | 'role' | 'account';

function profileNames(profiles: Profiles, current: string): CompletionValue[] {
  const begun = current.toLowerCase();
  const names = profiles.names().filter((name) => name.toLowerCase().startsWith(begun));
  if (names.length > MOST_DESCRIBED) return names.map((value) => ({ value, description: '' }));
  // Only these few are read any further, of however many.
  const found = profiles.all(names);
  return found.map(({ name, accountId, roleName }) => ({ value: name, description: `${accountId} ${roleName}` }));
}

/** A value of the profiles, each once, and which of them have it. */
function withTheirProfiles(profiles: Profiles, valueOf: (profile: SsoProfile) => string): CompletionValue[] {
  const owners = Map.groupBy(profiles.all(), valueOf);
  return [...owners].map(([value, [first, ...others]]) => ({
    value,
    description: others.length === 0 ? (first?.name ?? '') : `${first?.name} and ${others.length} more`,
  }));
}

function profilesOrNone(world: World): Profiles | undefined {
  try {
    return loadProfiles(world);
  } catch (error) {
    if (error instanceof JpawsError && !isError(error, 'INTERRUPTED')) return undefined;
    throw error;
  }
}
