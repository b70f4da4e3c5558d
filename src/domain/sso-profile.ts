import type { ConfigValue } from './aws-config/section-values.ts';
import { isRegionName } from './endpoint.ts';
import { JpawsError } from './errors.ts';
import { isAccountId } from './checked-value.ts';
import { isStartUrl, scopesFromText } from './sso-values.ts';

/** What one sign-in is made for. */
export interface SsoSession {
  /** `legacy`: the profile itself gives start URL and region. */
  readonly kind: 'sso-session' | 'legacy';
  /** Of the sso-session section; for a legacy profile its start URL as written. Names the token file. */
  readonly name: string;
  /** As written. */
  readonly startUrl: string;
  readonly ssoRegion: string;
  /** Undefined when none are configured. */
  readonly scopes: readonly string[] | undefined;
}

/** A profile whose credentials come from IAM Identity Center. */
export interface SsoProfile {
  readonly name: string;
  readonly accountId: string;
  readonly roleName: string;
  readonly region: string | undefined;
  readonly output: string | undefined;
  readonly session: SsoSession;
  /** All values of the profile from both files, keys in lower case; those of its session are not among them. */
  readonly settings: Settings;
}

export type Settings = ReadonlyMap<string, ConfigValue>;

/**
 * Makes an SSO profile of a profile's values by the rules of botocore's SSOProvider (botocore/credentials.py):
 * what profile and session both give must be equal.
 * @throws PROFILE_INCOMPLETE, PROFILE_VALUE_REFUSED, SESSION_MISSING, SESSION_INCOMPLETE, SESSION_CONTRADICTS
 */
export function resolveSsoProfile(of: { name: string; settings: Settings; findSession: FindSession }): SsoProfile {
  const { name, settings, findSession } = of;
  const session = sessionOf(name, settings, findSession);
  const missing = ['sso_account_id', 'sso_role_name'].filter((key) => !settings.has(key));
  if (missing.length > 0) throw new JpawsError('PROFILE_INCOMPLETE', { profile: name, missing });
  const read = valueReader(`profile ${name}`, settings);
  return {
    name,
    accountId: read('sso_account_id', isAccountId, 'is not an account id: 12 digits'),
    roleName: read('sso_role_name', isOneLine, 'is no role name'),
    region: settings.get('region') ? read('region', isRegionName, NO_REGION) : undefined,
    output: settings.get('output') ? read('output', isOneLine, 'is no output format') : undefined,
    session,
    settings,
  };
}

/** The sso-session section of a name as it stands, and what `resolveSession` makes of it. */
export type FindSession = (name: string) => { readonly values: Settings; readonly session: SsoSession } | undefined;

function sessionOf(profile: string, settings: Settings, findSession: FindSession): SsoSession {
  const name = settings.get('sso_session');
  if (name === undefined) return legacySession(profile, settings);
  const found = typeof name === 'string' ? findSession(name) : undefined;
  if (found === undefined)
    throw new JpawsError('SESSION_MISSING', { profile, session: typeof name === 'string' ? name : '' });
  for (const [key, value] of found.values) {
    const own = settings.get(key);
    if (own !== undefined && own !== value)
      throw new JpawsError('SESSION_CONTRADICTS', { profile, session: found.session.name, key });
  }
  return found.session;
}

/**
 * Reads the values of an sso-session section.
 * @throws SESSION_INCOMPLETE, PROFILE_VALUE_REFUSED
 */
export function resolveSession(name: string, values: Settings): SsoSession {
  const missing = ['sso_start_url', 'sso_region'].filter((key) => !values.has(key));
  if (missing.length > 0) throw new JpawsError('SESSION_INCOMPLETE', { session: name, missing });
  const scopes = values.get('sso_registration_scopes');
  const list = typeof scopes === 'string' ? scopesFromText(scopes) : [];
  return {
    kind: 'sso-session',
    name,
    ...address(`sso-session ${name}`, values),
    scopes: list.length === 0 ? undefined : list,
  };
}

function legacySession(profile: string, settings: Settings): SsoSession {
  const required = ['sso_start_url', 'sso_region', 'sso_account_id', 'sso_role_name'];
  const missing = required.filter((key) => !settings.has(key));
  if (missing.length > 0) throw new JpawsError('PROFILE_INCOMPLETE', { profile, missing });
  const { startUrl, ssoRegion } = address(`profile ${profile}`, settings);
  return { kind: 'legacy', name: startUrl, startUrl, ssoRegion, scopes: undefined };
}

function address(where: string, values: Settings): Pick<SsoSession, 'startUrl' | 'ssoRegion'> {
  const read = valueReader(where, values);
  return {
    startUrl: read('sso_start_url', isStartUrl, 'is not an https address with a host'),
    ssoRegion: read('sso_region', isRegionName, NO_REGION),
  };
}

const NO_REGION = 'is no region: small letters, digits and hyphens';
const isOneLine = (text: string): boolean => text !== '' && !text.includes('\n');

/** Reads values that must be there and of the right form. */
function valueReader(where: string, values: Settings) {
  return (key: string, isRight: (text: string) => boolean, reason: string): string => {
    const value = values.get(key);
    if (typeof value === 'string' && isRight(value)) return value;
    throw new JpawsError('PROFILE_VALUE_REFUSED', { where, key, reason });
  };
}
