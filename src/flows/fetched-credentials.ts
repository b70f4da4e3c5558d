import { JpawsError } from '../domain/errors.ts';
import { objectFromJson, pythonJson } from '../domain/python-json.ts';
import { roleCredentialsFromText, textFromRoleCredentials, type RoleCredentials } from '../domain/role-credentials.ts';
import type { World } from '../ports.ts';
import { findProfile, loadProfiles } from './load-profiles.ts';
import { contextOf } from './profile-context.ts';
import { roleCredentials } from './role-credentials.ts';

/** Why there are no new credentials, in the words of the error table. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/**
 * New role credentials from the service, which also go into the cache; never signs in.
 * @returns one line of JSON for `credentialsFromText`, also where the attempt failed
 */
export async function fetchCredentials(world: World, name: string): Promise<string> {
  try {
    const profiles = loadProfiles(world);
    const profile = findProfile(profiles, name, world);
    const context = contextOf(profiles, profile);
    // Forced, since cached credentials that are used to their end would hide why there are no new ones.
    const credentials = await roleCredentials(world, { profile, context, isForced: true, maySignIn: false });
    return `${textFromRoleCredentials(credentials, profile.accountId)}\n`;
  } catch (error) {
    if (!(error instanceof JpawsError)) throw error;
    return `${pythonJson({ refused: { message: error.message, hint: error.hint } })}\n`;
  }
}

/** Reads what `fetchCredentials` wrote; undefined when it is neither credentials nor a refusal. */
export function credentialsFromText(text: string): RoleCredentials | Refusal | undefined {
  const refused = objectFromJson(text)?.['refused'];
  if (refused === null || typeof refused !== 'object') return roleCredentialsFromText(text);
  const { message, hint } = refused as Record<string, unknown>;
  return typeof message === 'string' && typeof hint === 'string' ? { message, hint } : undefined;
}
