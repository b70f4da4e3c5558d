import { Secret } from './secret.ts';
import { instantFromText, textFromInstant } from './date-text.ts';
import { objectFromJson, pythonJson } from './python-json.ts';
import type { Instant } from './units.ts';

/** Temporary keys of one role. */
export interface RoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret<string>;
  readonly sessionToken: Secret<string>;
  readonly expiration: Instant;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Reads a role credential file of the AWS CLI; undefined when it is broken or not one of IAM Identity Center. */
export function roleCredentialsFromText(fileText: string): RoleCredentials | undefined {
  const file = objectFromJson(fileText);
  if (file === undefined || file['ProviderType'] !== 'sso') return undefined;
  const fields = file['Credentials'];
  if (fields === null || typeof fields !== 'object') return undefined;
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = fields as Record<string, unknown>;
  const expiration = instantFromText(Expiration);
  if (!isText(AccessKeyId) || !isText(SecretAccessKey) || !isText(SessionToken) || expiration === undefined) {
    return undefined;
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: new Secret(SecretAccessKey),
    sessionToken: new Secret(SessionToken),
    expiration,
  };
}

/** The file's text as the AWS CLI writes it (botocore/credentials.py, SSOCredentialFetcher). */
export function textFromRoleCredentials(credentials: RoleCredentials, accountId: string): string {
  return pythonJson({
    ProviderType: 'sso',
    Credentials: {
      AccessKeyId: credentials.accessKeyId,
      SecretAccessKey: credentials.secretAccessKey.reveal(),
      SessionToken: credentials.sessionToken.reveal(),
      Expiration: textFromInstant(credentials.expiration),
      AccountId: accountId,
    },
  });
}

/** True for every file that the AWS CLI's logout removes: role credentials that came from IAM Identity Center. */
export const isSsoRoleCredentials = (fileText: string): boolean => objectFromJson(fileText)?.['ProviderType'] === 'sso';
