import { isError, JpawsError } from '../domain/errors.ts';
import { KNOWN_REGIONS } from '../domain/regions.ts';
import type { Profiles } from '../domain/profiles.ts';
import type { World } from '../ports.ts';
import { loadProfiles } from './load-profiles.ts';

/** One offer: the word, and what it is. */
export interface CompletionValue {
  readonly value: string;
  readonly description: string;
}

const plain = (values: Iterable<string>): CompletionValue[] =>
  [...new Set(values)].map((value) => ({ value, description: '' }));

/**
 * What the files offer for a kind of word that begins with `current`; no network. Files that cannot be read offer
 * nothing: Tab is no place for errors.
 */
export function completionValues(world: World, kind: CompletedKind, current: string): CompletionValue[] {
  if (kind === 'region') return plain(KNOWN_REGIONS);
  const profiles = profilesOrNone(world);
  if (profiles === undefined) return [];
  switch (kind) {
    case 'profile':
      // Only these few are read any further, of however many.
      return profiles
        .all(profiles.names().filter((name) => name.startsWith(current)))
        .map(({ name, accountId, roleName }) => ({ value: name, description: `${accountId} ${roleName}` }));
    case 'session':
      return profiles.sessions().map(({ name, startUrl }) => ({ value: name, description: startUrl }));
    case 'role':
      return plain(profiles.all().map(({ roleName }) => roleName));
    case 'account':
      return plain(profiles.all().map(({ accountId }) => accountId));
  }
}

type CompletedKind = 'profile' | 'session' | 'region' | 'role' | 'account';

function profilesOrNone(world: World): Profiles | undefined {
  try {
    return loadProfiles(world);
  } catch (error) {
    if (error instanceof JpawsError && !isError(error, 'INTERRUPTED')) return undefined;
    throw error;
  }
}
