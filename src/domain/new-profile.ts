import type { ConfigEdit } from './aws-config/edit-config.ts';
import type { SsoSession } from './sso-profile.ts';

/** A profile to be written, with the session that it uses. */
export interface NewProfile {
  readonly name: string;
  readonly accountId: string;
  readonly roleName: string;
  readonly region: string;
  readonly output: string;
  readonly session: SsoSession;
}

/**
 * The edits that make the profile read like one of `aws configure sso`: the profile, then its session.
 * A session that is there already gets the same values again, which changes no byte.
 */
export function editsForProfile({ name, accountId, roleName, region, output, session }: NewProfile): ConfigEdit[] {
  const profile = { kind: 'profile', name } as const;
  return [
    // A profile that carries its own start URL must agree with its session: the session alone says it.
    { op: 'unset', section: profile, keys: [['sso_start_url'], ['sso_region'], ['sso_registration_scopes']] },
    {
      op: 'set',
      section: profile,
      values: [
        [['sso_session'], session.name],
        [['sso_account_id'], accountId],
        [['sso_role_name'], roleName],
        [['region'], region],
        [['output'], output],
      ],
    },
    {
      op: 'set',
      section: { kind: 'sso-session', name: session.name },
      values: [
        [['sso_start_url'], session.startUrl],
        [['sso_region'], session.ssoRegion],
        [['sso_registration_scopes'], (session.scopes ?? []).join(',')],
      ],
    },
  ];
}
