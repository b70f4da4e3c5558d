import { isError, JpawsError } from '../domain/errors.ts';
import { objectFromJson, pythonJson } from '../domain/python-json.ts';
import { roleCredentialsFromText, textFromRoleCredentials, type RoleCredentials } from '../domain/role-credentials.ts';
import { typedWord } from '../domain/typed-word.ts';
import type { World } from '../ports.ts';
import { findProfile, loadProfiles } from './load-profiles.ts';
import { contextOf } from './profile-context.ts';
import { roleCacheKey, roleCredentials } from './role-credentials.ts';

/** Why there are no new credentials, in the words of the error table. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/**
 * New role credentials from the service, which also go into the cache; never signs in. Of many who ask at once for the
 * same ones, one asks the service.
 * @returns one line of JSON for `credentialsFromText`, also where the attempt failed
 */
export async function fetchCredentials(world: World, name: string): Promise<string> {
  try {
    const profiles = loadProfiles(world);
    const profile = findProfile(profiles, name, world);
    const context = contextOf(profiles, profile);
    const request = { profile, context, isForced: false, maySignIn: false, isStrict: true };
    const credentials = await world.lock.hold(`role-${roleCacheKey(world, profile)}`, () =>
      roleCredentials(world, request),
    );
    return `${textFromRoleCredentials(credentials, profile.accountId)}\n`;
  } catch (error) {
    if (!(error instanceof JpawsError)) throw error;
    // One step for the person: it signs in, and puts the keys into this shell.
    const hint = isError(error, 'SIGN_IN_NEEDED') ? `run: jpaws use ${typedWord(name)}` : error.hint;
    return `${pythonJson({ refused: { message: error.message, hint } })}\n`;
  }
}

/** Reads what `fetchCredentials` wrote; undefined when it is neither credentials nor a refusal. */
export function credentialsFromText(text: string): RoleCredentials | Refusal | undefined {
  const refused = objectFromJson(text)?.['refused'];
  if (refused === null || typeof refused !== 'object') return roleCredentialsFromText(text);
  const { message, hint } = refused as Record<string, unknown>;
  return typeof message === 'string' && typeof hint === 'string' ? { message, hint } : undefined;
}
