import type { SsoProfile } from '../domain/profiles.ts';
import type { SessionContext } from './session-context.ts';

/** Whose role credentials are wanted, and what may be done for them. */
export interface RoleRequest {
  readonly profile: SsoProfile;
  readonly context: SessionContext;
  /** New credentials from the service, whatever is cached. */
  readonly isForced: boolean;
  /** A sign-in on the way is allowed, if a person can answer it. */
  readonly maySignIn: boolean;
  /** Where there are no new ones, cached ones that end soon are no answer. */
  readonly isStrict?: boolean;
}
