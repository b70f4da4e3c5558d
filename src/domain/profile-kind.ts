import type { Profiles } from './profiles.ts';

export type ProfileKind = 'sso' | 'role' | 'keys' | 'process' | 'empty';

/**
 * Where the AWS CLI would take a profile's credentials from, in its own order (a role before IAM Identity Center,
 * that before keys and credential_process); undefined when no file has the profile.
 */
export function profileKind(profiles: Profiles, name: string): ProfileKind | undefined {
  if (!profiles.names().includes(name)) return undefined;
  const has = (...keys: readonly string[]): boolean => keys.some((key) => profiles.value(name, key) !== undefined);
  if (has('role_arn', 'web_identity_token_file')) return 'role';
  if (has('sso_session', 'sso_start_url', 'sso_account_id', 'sso_role_name')) return 'sso';
  if (has('aws_access_key_id', 'aws_secret_access_key')) return 'keys';
  return has('credential_process') ? 'process' : 'empty';
}
