/** Files as the AWS CLI leaves them in its caches, for tokens that the Identity Center knows. */
import { createHash } from 'node:crypto';
import { randomToken } from '../../src/emulator/random-text.ts';
import { issueTokens, openSession } from '../../src/emulator/sign-in-session.ts';
import type { Client } from '../../src/emulator/state.ts';
import type { RunningEmulator } from '../../src/emulator/start-emulator.ts';
import { accountId, type Person, profileName, roleName, startUrl } from './person.ts';

const minute = 60_000;

export const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

/** Seconds, `Z`: how the AWS CLI writes a time. */
export const cliTime = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

/** Python's default dump of a flat object of ASCII texts: a blank after comma and colon, no line end. */
export const pythonDump = (fields: object): string => {
  const entries = Object.entries(fields).map(([name, value]) => {
    const isNested = typeof value === 'object' && value !== null && !Array.isArray(value);
    const list = Array.isArray(value) ? `[${value.map((item) => JSON.stringify(item)).join(', ')}]` : undefined;
    return `${JSON.stringify(name)}: ${list ?? (isNested ? pythonDump(value as object) : JSON.stringify(value))}`;
  });
  return `{${entries.join(', ')}}`;
};

export const tokenPath = ['sso', 'cache', `${sha1(profileName)}.json`];
export const rolePath = [
  'cli',
  'cache',
  `${sha1(`{"accountId":"${accountId}","roleName":"${roleName}","sessionName":"${profileName}"}`)}.json`,
];

export interface TokenFields {
  readonly startUrl: string;
  readonly region: string;
  readonly accessToken: string;
  readonly expiresAt: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly registrationExpiresAt: string;
  readonly refreshToken?: string;
}

/**
 * A sign-in that happened elsewhere, as the fields of the AWS CLI's token file, in its order.
 *
 * @param endsIn minutes until the access token ends by the file; the service takes it for longer only if that is more than 0
 */
export function signInElsewhere(center: RunningEmulator, endsIn = 60): TokenFields {
  const client: Client = {
    clientId: randomToken(20),
    clientSecret: randomToken(60),
    clientName: `botocore-client-${profileName}`,
    scopes: ['sso:account:access'],
    grantTypes: [],
    redirectUris: [],
    expiresAt: center.now() + 90 * 24 * 60 * minute,
  };
  center.state.clients.set(client.clientId, client);
  const { accessToken, refreshToken = '' } = issueTokens(center, openSession(center, client), true);
  if (endsIn <= 0) center.state.accessTokens.delete(accessToken);
  return {
    startUrl,
    region: 'eu-west-1',
    accessToken,
    expiresAt: cliTime(center.now() + endsIn * minute),
    clientId: client.clientId,
    clientSecret: client.clientSecret,
    registrationExpiresAt: cliTime(client.expiresAt),
    refreshToken,
  };
}

/** Leaves a sign-in in the person's cache; see `signInElsewhere`. */
export function leaveSignIn(person: Person, endsIn?: number): TokenFields {
  const fields = signInElsewhere(person.center, endsIn);
  person.write(tokenPath, pythonDump(fields));
  return fields;
}

export interface RoleFields {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
  readonly Expiration: string;
  readonly AccountId: string;
}

/** Leaves role credentials in the person's cache that last so many minutes. */
export function leaveRoleCredentials(person: Person, endsIn = 60): RoleFields {
  const Credentials = {
    AccessKeyId: 'ASIACACHEDCACHEDCACH',
    SecretAccessKey: 'cached'.repeat(6),
    SessionToken: 'cached'.repeat(60),
    Expiration: cliTime(Date.now() + endsIn * minute),
    AccountId: accountId,
  };
  person.write(rolePath, pythonDump({ ProviderType: 'sso', Credentials }));
  return Credentials;
}
