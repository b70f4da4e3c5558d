import type { EnvChange } from '../domain/env-change.ts';
import { isError, JpawsError } from '../domain/errors.ts';
import { endOfRenewal, holdsForeignKeys, postponement, renewableOf, renewedChange } from '../domain/renewal.ts';
import type { Renewable } from '../domain/renewal.ts';
import { roleCredentialsFromText, type RoleCredentials } from '../domain/role-credentials.ts';
import { isFresh } from '../domain/sso-token.ts';
import { timeLeft } from '../domain/time-left.ts';
import { milliseconds } from '../domain/units.ts';
import type { World } from '../ports.ts';
import { readOrDamaged } from './cached-file.ts';
import { credentialsFromText, type Refusal } from './fetched-credentials.ts';
import { findProfile, loadProfiles } from './load-profiles.ts';
import { roleCachePath } from './role-credentials.ts';

/** What is left of the three seconds that a prompt waits at most, when two processes have started. */
const PATIENCE = milliseconds(2600);

export interface Renewal {
  readonly change: EnvChange;
  /** One line for the person; only the first failure has one. */
  readonly message?: string;
}

/**
 * Renews what this shell holds, in the way of a prompt: never longer than three seconds, never with a question or a
 * browser. Where that cannot be done the shell keeps what it has, and the next attempt comes later.
 *
 * The service is asked by a second process. It may end after this one: a refresh token that works once is then lost
 * neither to the time limit nor to Ctrl-C, and what comes late is in the cache for the next prompt.
 * @throws INTERRUPTED
 */
export async function renewShell(world: World): Promise<Renewal> {
  const { env } = world.machine;
  const held = renewableOf(env);
  if (held === undefined) return { change: endOfRenewal(env) };
  try {
    const cached = cachedCredentials(world, held);
    if (held.holdsKeys && holdsForeignKeys(env, cached)) return { change: endOfRenewal(env) };
    const now = world.clock.now();
    const found = cached !== undefined && isFresh(cached.expiration, now) ? cached : await fetched(world, held);
    return 'hint' in found ? putOff(world, held, found) : { change: renewedChange(held, found, world.clock.now()) };
  } catch (error) {
    if (!(error instanceof JpawsError) || isError(error, 'INTERRUPTED')) throw error;
    return putOff(world, held, error);
  }
}

/** Without a word where the file is damaged: the second process replaces it. */
function cachedCredentials(world: World, { profile: name }: Renewable): RoleCredentials | undefined {
  const profile = findProfile(loadProfiles(world), name, world);
  const text = readOrDamaged(world, roleCachePath(world, profile));
  return text === undefined ? undefined : roleCredentialsFromText(text);
}

async function fetched({ background }: World, { profile }: Renewable): Promise<RoleCredentials | Refusal> {
  const ended = await background.run(['__fetch', '--', profile], PATIENCE);
  const answer = ended?.status === 0 ? credentialsFromText(ended.stdout) : undefined;
  return answer ?? new JpawsError('RENEWAL_UNFINISHED', { profile, status: ended?.status });
}

function putOff({ clock }: World, held: Renewable, { message, hint }: Refusal): Renewal {
  const now = clock.now();
  const { change, isFirst } = postponement(held, now);
  if (!isFirst) return { change };
  const left = held.expires === undefined ? 'end unknown' : timeLeft(held.expires, now);
  return { change, message: `${held.profile}: not renewed, ${left}: ${message}; ${hint}` };
}
