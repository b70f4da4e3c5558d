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
  /** The session is written too; one that is there already stays as it is. */
  readonly isSessionNew: boolean;
}

/** The edits that make the profile read like one of `aws configure sso`: the profile, then its session if that is new. */
export function editsForProfile(profile: NewProfile): ConfigEdit[] {
  const section = { kind: 'profile', name: profile.name } as const;
  return [
    // A profile that carries its own start URL must agree with its session: the session alone says it.
    { op: 'unset', section, keys: [['sso_start_url'], ['sso_region'], ['sso_registration_scopes']] },
    {
      op: 'set',
      section,
      values: [
        [['sso_session'], profile.session.name],
        [['sso_account_id'], profile.accountId],
        [['sso_role_name'], profile.roleName],
        [['region'], profile.region],
        [['output'], profile.output],
      ],
    },
    ...(profile.isSessionNew ? [editForSession(profile.session)] : []),
  ];
}

const editForSession = ({ name, startUrl, ssoRegion, scopes = [] }: SsoSession): ConfigEdit => ({
  op: 'set',
  section: { kind: 'sso-session', name },
  values: [
    [['sso_start_url'], startUrl],
    [['sso_region'], ssoRegion],
    ...(scopes.length === 0 ? [] : ([[['sso_registration_scopes'], scopes.join(',')]] as const)),
  ],
});
