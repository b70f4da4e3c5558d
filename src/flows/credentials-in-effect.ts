import { instantFromText, textFromInstant } from '../domain/date-text.ts';
import { NO_ENDPOINT_SETTINGS, type EndpointSettings } from '../domain/endpoint.ts';
import { envValue } from '../domain/env.ts';
import { JpawsError } from '../domain/errors.ts';
import type { ExportedKeys } from '../domain/export-format.ts';
import type { Profiles } from '../domain/profiles.ts';
import { Secret } from '../domain/secret.ts';
import { isLive } from '../domain/sso-token.ts';
import type { World } from '../ports.ts';
import { demandProfile, findProfile, loadProfiles } from './load-profiles.ts';
import { contextOf, settingsOf } from './profile-context.ts';
import { roleCredentials } from './role-credentials.ts';

export interface CredentialsInEffect {
  readonly keys: ExportedKeys;
  /** Undefined for keys of the environment. */
  readonly profile: string | undefined;
  readonly region: string | undefined;
  readonly settings: EndpointSettings;
}

/**
 * The credentials that the AWS CLI would take: those of the named profile; else the keys of the environment;
 * else those of AWS_PROFILE, AWS_DEFAULT_PROFILE or `default`.
 * @throws KEYS_EXPIRED, KEYS_INCOMPLETE, PROFILE_UNKNOWN, NO_CREDENTIALS, and what `roleCredentials` throws
 */
export async function credentialsInEffect(
  world: World,
  named: string | undefined,
  maySignIn: boolean,
): Promise<CredentialsInEffect> {
  const { env } = world.machine;
  if (named === undefined) {
    const keys = keysOfEnvironment(world);
    if (keys !== undefined) {
      demandNamedProfile(world);
      const region = envValue(env, 'AWS_REGION', 'AWS_DEFAULT_REGION');
      return { keys, profile: undefined, region, settings: NO_ENDPOINT_SETTINGS };
    }
  }
  const name = named ?? envValue(env, 'AWS_PROFILE', 'AWS_DEFAULT_PROFILE') ?? 'default';
  return credentialsOfProfile(world, name, maySignIn);
}

async function credentialsOfProfile(world: World, name: string, maySignIn: boolean): Promise<CredentialsInEffect> {
  const profiles = loadProfiles(world);
  const settings = settingsOf(profiles, name);
  const own = keysOfFile(profiles, name);
  if (own !== undefined) return { keys: own, profile: name, region: profiles.value(name, 'region'), settings };
  const profile = findProfile(profiles, name, world);
  const context = contextOf(profiles, profile);
  const keys = await roleCredentials(world, { profile, context, isForced: false, maySignIn });
  return { keys, profile: name, region: profile.region, settings };
}

/** The AWS CLI takes the keys before AWS_PROFILE, but demands that the profile is there. @throws PROFILE_UNKNOWN */
function demandNamedProfile(world: World): void {
  const { env } = world.machine;
  const name = envValue(env, 'AWS_PROFILE', 'AWS_DEFAULT_PROFILE');
  if (name !== undefined) demandProfile(loadProfiles(world), name, world);
}

/** @throws KEYS_EXPIRED, KEYS_INCOMPLETE: the AWS CLI refuses them, too */
function keysOfEnvironment({ machine: { env }, clock }: World): ExportedKeys | undefined {
  const accessKeyId = envValue(env, 'AWS_ACCESS_KEY_ID');
  const secretAccessKey = envValue(env, 'AWS_SECRET_ACCESS_KEY');
  if (accessKeyId === undefined) return undefined;
  if (secretAccessKey === undefined) throw new JpawsError('KEYS_INCOMPLETE', {});
  // The AWS CLI reads the older name first.
  const sessionToken = envValue(env, 'AWS_SECURITY_TOKEN', 'AWS_SESSION_TOKEN');
  const end = envValue(env, 'AWS_CREDENTIAL_EXPIRATION');
  const expiration = instantFromText(end);
  // A time that cannot be read never means "without an end".
  if (end !== undefined && expiration === undefined)
    throw new JpawsError('KEYS_EXPIRED', { since: 'a time that cannot be read' });
  if (expiration !== undefined && !isLive(expiration, clock.now()))
    throw new JpawsError('KEYS_EXPIRED', { since: textFromInstant(expiration) });
  return {
    accessKeyId,
    secretAccessKey: new Secret(secretAccessKey),
    sessionToken: sessionToken === undefined ? undefined : new Secret(sessionToken),
    expiration,
  };
}

/** Keys that stand in the files; undefined when IAM Identity Center or a role comes before them. */
function keysOfFile(profiles: Profiles, name: string): ExportedKeys | undefined {
  if (profiles.kindOf(name) !== 'keys') return undefined;
  const accessKeyId = profiles.value(name, 'aws_access_key_id');
  const secretAccessKey = profiles.value(name, 'aws_secret_access_key');
  const sessionToken = profiles.value(name, 'aws_session_token');
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw new JpawsError('NO_CREDENTIALS', { profile: name });
  return {
    accessKeyId,
    secretAccessKey: new Secret(secretAccessKey),
    sessionToken: sessionToken === undefined ? undefined : new Secret(sessionToken),
    expiration: undefined,
  };
}
