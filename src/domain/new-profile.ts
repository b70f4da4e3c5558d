import type { ConfigEdit } from './aws-config/edit-config.ts';
import { isRegionName } from './endpoint.ts';
import { JpawsError } from './errors.ts';
import { isStartUrl } from './preset.ts';
import type { SsoSession } from './profiles.ts';

/** A profile to be written, with the session that it uses. */
export interface NewProfile {
  readonly name: string;
  readonly accountId: string;
  readonly roleName: string;
  readonly region: string;
  readonly output: string;
  readonly session: SsoSession;
}

const OUTPUTS = /^[a-z-]{1,32}$/;

// What AWS allows in these names; see the API references of IAM (role names) and IAM Identity Center (permission sets).
export const isAccountId = (text: string): boolean => /^[0-9]{12}$/.test(text);
export const isRoleName = (text: string): boolean => /^[\w+=,.@-]{1,64}$/.test(text);
// eslint-disable-next-line no-control-regex -- a name with a control character could inject a line
export const isProfileName = (text: string): boolean =>
  text.trim() === text && text !== '' && !/[\u0000-\u001f\u007f[\]]/.test(text);

/** Why a value of that kind cannot be used; undefined when it can. For questions and for flags alike. */
export const problemOf = {
  profile: (text: string) =>
    isProfileName(text)
      ? undefined
      : 'a profile name has no control characters, no square brackets and no blanks around it',
  account: (text: string) => (isAccountId(text) ? undefined : 'an account id has 12 digits'),
  role: (text: string) => (isRoleName(text) ? undefined : 'a role name has letters, digits and _+=,.@- only'),
  region: (text: string) => (isRegionName(text) ? undefined : 'a region has small letters, digits and hyphens only'),
  startUrl: (text: string) => (isStartUrl(text) ? undefined : 'a start URL begins with https:// and a host'),
  output: (text: string) => (OUTPUTS.test(text) ? undefined : 'an output format is one word, such as json'),
  scopes: (text: string) =>
    /^[\w:./-]+(,\s*[\w:./-]+)*$/.test(text) ? undefined : 'scopes are words with commas between',
} satisfies Record<string, (text: string) => string | undefined>;

export type Checked = keyof typeof problemOf;

/** The value itself when it is usable. @throws CONFIG_VALUE_REFUSED */
export function checked(kind: Checked, text: string): string {
  const problem = problemOf[kind](text);
  if (problem !== undefined)
    throw new JpawsError('CONFIG_VALUE_REFUSED', { what: 'a value cannot be used:', reason: problem });
  return text;
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
