import { instantFromSeconds } from '../domain/date-text.ts';
import type { Env } from '../domain/env.ts';
import { activeMode, foreignProfile, type ActivationMode } from '../domain/env-change.ts';
import { JpawsError } from '../domain/errors.ts';
import type { Profiles, SsoProfile } from '../domain/profiles.ts';
import type { Instant } from '../domain/units.ts';

/** What jpaws has set in this shell. */
export interface ShellState {
  readonly profile: string;
  readonly mode: ActivationMode;
  /** From the config as it is now; undefined when the profile is no longer in it. */
  readonly accountId: string | undefined;
  readonly roleName: string | undefined;
  readonly region: string | undefined;
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
  const foreign = foreignProfile(env);
  return {
    profile,
    mode,
    accountId: configured?.accountId,
    roleName: configured?.roleName,
    region: env['AWS_REGION'],
    expiresAt: instantFromSeconds(env['JPAWS_EXPIRES']),
    renewAt: instantFromSeconds(env['JPAWS_RENEW_AT']),
    warnings:
      foreign === undefined
        ? []
        : [`AWS_PROFILE was set to "${foreign}" after use: the AWS CLI prefers the keys, other tools the profile`],
  };
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
