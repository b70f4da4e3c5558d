import type { Env } from '../domain/env.ts';
import { holdsOwnKeys, type EnvChange } from '../domain/env-change.ts';
import { isError, JpawsError } from '../domain/errors.ts';
import type { Identity } from '../domain/identity.ts';
import type { SsoProfile } from '../domain/profiles.ts';
import { endOfRenewal, postponement, renewableOf, renewedChange, type Renewable } from '../domain/renewal.ts';
import { roleCredentialsFromText, type RoleCredentials } from '../domain/role-credentials.ts';
import { isFresh } from '../domain/sso-token.ts';
import { timeLeft } from '../domain/time-left.ts';
import { typedWord } from '../domain/typed-word.ts';
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
  if (held.holdsKeys && !holdsOwnKeys(env)) return end(env, held, 'the keys of this shell are not those of jpaws');
  try {
    const profile = findProfile(loadProfiles(world), held.profile, world);
    const isOther = held.identity !== undefined && !isRoleOf(held.identity, profile);
    if (held.holdsKeys && isOther) {
      return end(env, held, `it is now ${profile.roleName} in ${profile.accountId}`);
    }
    const cached = cachedCredentials(world, profile);
    const now = world.clock.now();
    const isEnough = cached !== undefined && isFresh(cached.expiration, now);
    const { answer, warnings } = isEnough ? { answer: cached, warnings: [] } : await fetched(world, held);
    if ('hint' in answer) {
      return putOff(world, held, { message: [answer.message, ...warnings].join('; '), hint: answer.hint });
    }
    const change = renewedChange(held, answer, world.clock.now());
    return warnings.length === 0 ? { change } : { change, message: `${held.profile}: ${warnings.join('; ')}` };
  } catch (error) {
    if (!(error instanceof JpawsError) || isError(error, 'INTERRUPTED')) throw error;
    return putOff(world, held, error);
  }
}

const isRoleOf = (held: Identity, { accountId, roleName }: SsoProfile): boolean =>
  held.accountId === accountId && held.roleName === roleName;

/** Something else than a renewal is wanted, and only the person can say what. */
function end(env: Env, { profile }: Renewable, why: string): Renewal {
  return {
    change: endOfRenewal(env),
    message: `${profile}: not renewed any more: ${why}; run: jpaws use ${typedWord(profile)}`,
  };
}

/** Without a word where the file is damaged: the second process replaces it. */
function cachedCredentials(world: World, profile: SsoProfile): RoleCredentials | undefined {
  const text = readOrDamaged(world, roleCachePath(world, profile));
  return text === undefined ? undefined : roleCredentialsFromText(text);
}

interface Fetched {
  readonly answer: RoleCredentials | Refusal;
  /** What a person would have been warned of, such as a token that cannot be stored. */
  readonly warnings: readonly string[];
}

async function fetched({ background }: World, { profile }: Renewable): Promise<Fetched> {
  const ended = await background.run(['__fetch', '--', profile], PATIENCE);
  const answer = ended?.status === 0 ? credentialsFromText(ended.stdout) : undefined;
  const warnings = [...(ended?.stderr ?? '').matchAll(/^warning: (.+)$/gm)].map(([, line]) => line ?? '');
  return { answer: answer ?? new JpawsError('RENEWAL_UNFINISHED', { profile, status: ended?.status }), warnings };
}

function putOff({ clock }: World, held: Renewable, { message, hint }: Refusal): Renewal {
  const now = clock.now();
  const { change, isFirst } = postponement(held, now);
  if (!isFirst) return { change };
  const left = held.expires === undefined ? 'end unknown' : timeLeft(held.expires, now);
  return { change, message: `${held.profile}: not renewed, ${left}: ${message}; ${hint}` };
}
