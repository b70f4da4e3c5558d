import { instantFromSeconds } from '../domain/date-text.ts';
import type { Env } from '../domain/env.ts';
import { activeMode, foreignProfile, holdsOwnKeys, type ActivationMode } from '../domain/env-change.ts';
import { JpawsError } from '../domain/errors.ts';
import { heldIdentity } from '../domain/identity.ts';
import type { Profiles, SsoProfile, SsoSession } from '../domain/profiles.ts';
import type { Instant } from '../domain/units.ts';

/** What jpaws has set in this shell. */
export interface ShellState {
  readonly profile: string;
  readonly mode: ActivationMode;
  /** As `use` has set them; else from the config as it is now, if the profile is still in it. */
  readonly accountId: string | undefined;
  readonly roleName: string | undefined;
  readonly region: string | undefined;
  /** Undefined when the profile is no longer in the config. */
  readonly session: SsoSession | undefined;
  readonly expiresAt: Instant | undefined;
  readonly renewAt: Instant | undefined;
  readonly warnings: readonly string[];
}

/** Reads the shell's state from its environment; undefined when no profile of jpaws is active. */
export function shellState(env: Env, profiles: Profiles): ShellState | undefined {
  const mode = activeMode(env);
  const profile = env['JPAWS_PROFILE'];
  if (mode === undefined || profile === undefined) return undefined;
  const configured = profileOrNone(profiles, profile);
  const { accountId, roleName } = heldIdentity(env) ?? configured ?? {};
  return {
    profile,
    mode,
    accountId,
    roleName,
    region: env['AWS_REGION'],
    session: configured?.session,
    expiresAt: instantFromSeconds(env['JPAWS_EXPIRES']),
    renewAt: instantFromSeconds(env['JPAWS_RENEW_AT']),
    warnings: [...whatWasSetSince(env, mode), ...whatTheConfigSays(env, mode, configured)],
  };
}

function* whatWasSetSince(env: Env, mode: ActivationMode): Generator<string> {
  const foreign = foreignProfile(env);
  if (foreign !== undefined)
    yield `AWS_PROFILE was set to "${foreign}" after use: the AWS CLI prefers the keys, other tools the profile`;
  if (mode === 'keys' && !holdsOwnKeys(env)) yield 'the keys in this shell are not those that use has set';
}

function* whatTheConfigSays(env: Env, mode: ActivationMode, configured: SsoProfile | undefined): Generator<string> {
  const held = heldIdentity(env);
  if (mode !== 'keys' || held === undefined || configured === undefined) return;
  if (held.accountId !== configured.accountId || held.roleName !== configured.roleName)
    yield `in the config the profile is now ${configured.roleName} in ${configured.accountId}; jpaws use takes that`;
}

/** A profile that has meanwhile been broken or removed does not keep the status from being shown. */
function profileOrNone(profiles: Profiles, name: string): SsoProfile | undefined {
  try {
    return profiles.find(name);
  } catch (error) {
    if (error instanceof JpawsError) return undefined;
    throw error;
  }
}
