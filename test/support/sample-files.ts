import { createHash } from 'node:crypto';
import { HOME } from './memory-world.ts';

/** What stands in the AWS files of a person who has done the how-to. */
export const CONFIG = `${HOME}/.aws/config`;
export const CREDENTIALS = `${HOME}/.aws/credentials`;

export const START_URL = 'https://jppol-sso.awsapps.com/start';

export { HOWTO_CONFIG } from './howto-config.ts';

export const LEGACY_CONFIG = `[profile old]
sso_start_url = ${START_URL}
sso_region = eu-west-1
sso_account_id = 931827427725
sso_role_name = idp_customer_access
`;

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

export const tokenFile = (session = 'koa-dev-customer'): string => `${HOME}/.aws/sso/cache/${sha1(session)}.json`;

export const roleFile = (sessionName = 'koa-dev-customer'): string =>
  `${HOME}/.aws/cli/cache/${sha1(
    JSON.stringify({ accountId: '931827427725', roleName: 'idp_customer_access', sessionName }),
  )}.json`;

interface TokenTimes {
  readonly expiresAt: string;
  readonly refreshToken?: string;
  readonly registrationExpiresAt?: string;
}

/** A token file as the AWS CLI writes it. */
export function tokenText({
  expiresAt,
  refreshToken,
  registrationExpiresAt = '2027-01-01T00:00:00Z',
}: TokenTimes): string {
  const refresh = refreshToken === undefined ? '' : `, "refreshToken": "${refreshToken}"`;
  return (
    `{"startUrl": "${START_URL}", "region": "eu-west-1", "accessToken": "SECRET-access-old", "expiresAt": "${expiresAt}", ` +
    `"clientId": "client-old", "clientSecret": "SECRET-client-old", "registrationExpiresAt": "${registrationExpiresAt}"${refresh}}`
  );
}

/** A role credential file as the AWS CLI writes it. */
export const roleText = (expiration: string): string =>
  '{"ProviderType": "sso", "Credentials": {"AccessKeyId": "ASIAOLD", "SecretAccessKey": "SECRET-key-old", ' +
  `"SessionToken": "SECRET-session-old", "Expiration": "${expiration}", "AccountId": "931827427725"}}`;

/** Times around the noon at which the clock in memory stands. */
export const AT = {
  past: '2026-11-23T11:00:00Z',
  soon: '2026-11-23T12:10:00Z',
  fresh: '2026-11-23T13:00:00Z',
} as const;
