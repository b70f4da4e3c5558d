import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const account = '931827427725';
export const role = 'reader';
export const profile = 'first';
export const accessToken = 'a-live-access-token-that-nobody-may-see';

const session = 'one';
const hour = 3_600_000;

/** Writes the folder `.aws` of a person who has `profile`, and more profiles up to `profiles`, all of one session. */
export function writeConfig(home: string, profiles = 1): void {
  const names = [profile, ...Array.from({ length: profiles - 1 }, (_, at) => `more-${at}`)];
  const sections = names.map(
    (name) => `[profile ${name}]
sso_session = ${session}
sso_account_id = ${account}
sso_role_name = ${role}
region = eu-west-1
output = json
`,
  );
  const own = `[sso-session ${session}]
sso_start_url = https://jppol-sso.awsapps.com/start
sso_region = eu-west-1
sso_registration_scopes = sso:account:access
`;
  write(home, ['config'], [...sections, own].join(''));
}

/** Adds role credentials for another hour, in the AWS CLI's form. */
export function writeRoleCredentials(home: string): void {
  const key = JSON.stringify({ accountId: account, roleName: role, sessionName: session });
  const Credentials = {
    AccessKeyId: 'ASIAEXAMPLEEXAMPLEEX',
    SecretAccessKey: 'x'.repeat(40),
    SessionToken: 'x'.repeat(1000),
    Expiration: inAnHour(),
    AccountId: account,
  };
  write(home, ['cli', 'cache', `${sha1(key)}.json`], JSON.stringify({ ProviderType: 'sso', Credentials }));
}

/** Adds a sign-in that lives for another hour and cannot be refreshed, in the AWS CLI's form. */
export function writeToken(home: string): void {
  const token = {
    startUrl: 'https://jppol-sso.awsapps.com/start',
    region: 'eu-west-1',
    accessToken,
    expiresAt: inAnHour(),
  };
  write(home, ['sso', 'cache', `${sha1(session)}.json`], JSON.stringify(token));
}

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');
const inAnHour = (): string => new Date(Date.now() + hour).toISOString().replace(/\.\d+Z$/, 'Z');

function write(home: string, path: readonly string[], text: string): void {
  const file = join(home, '.aws', ...path);
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
  writeFileSync(file, text, { mode: 0o600 });
}
