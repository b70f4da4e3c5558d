import type { Settings } from './sso-profile.ts';

/** Where the AWS CLI takes the credentials of a profile from. `empty`: the profile says nothing about it. */
export type CredentialKind = 'role' | 'sso' | 'keys' | 'console-login' | 'process' | 'empty';

interface CredentialSource {
  readonly kind: CredentialKind;
  /** The key of the profile that decides it; empty for `empty`. */
  readonly key: string;
}

type Step = readonly [kind: CredentialKind, key: string, file?: 'credentials'];

// The providers in the order in which botocore asks them (botocore/credentials.py, create_credential_resolver),
// each with the keys that make it answer. The last two say SSO, but not yet which role.
const STEPS: readonly Step[] = [
  ['role', 'role_arn'],
  ['role', 'web_identity_token_file'],
  ['sso', 'sso_account_id'],
  ['sso', 'sso_role_name'],
  ['keys', 'aws_access_key_id', 'credentials'],
  ['console-login', 'login_session'],
  ['process', 'credential_process'],
  ['keys', 'aws_access_key_id'],
  ['sso', 'sso_session'],
  ['sso', 'sso_start_url'],
];

/**
 * @param settings the profile's values from both files
 * @param credentials those that the credentials file gives: keys in it come earlier than keys in the config file
 */
export function credentialSource(settings: Settings, credentials: Settings | undefined): CredentialSource {
  const step = STEPS.find(([, key, file]) => (file === 'credentials' ? credentials : settings)?.has(key));
  return step === undefined ? { kind: 'empty', key: '' } : { kind: step[0], key: step[1] };
}
