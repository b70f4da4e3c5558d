import { Secret } from './secret.ts';
import { instantFromText, textFromInstant } from './date-text.ts';
import { objectFromJson, pythonJson } from './python-json.ts';
import { isFresh } from './sso-token.ts';
import type { Instant } from './units.ts';

/** jpaws as a client of the OIDC service (lives about 90 days). */
export interface ClientRegistration {
  readonly clientId: string;
  readonly clientSecret: Secret<string>;
  readonly expiresAt: Instant;
}

/** The two ways to sign in; they share one registration file and do not use each other's entry. */
export type SignInMethod = 'pkce' | 'device-code';

/** The grants of a registration for authorization code with PKCE (awscli/customizations/sso). */
export const PKCE_GRANTS = ['authorization_code', 'refresh_token'] as const;

/** Reads a registration that the method can use at `now` (more than 15 minutes remain); else undefined. */
export function registrationFromText(
  fileText: string,
  method: SignInMethod,
  now: Instant,
): ClientRegistration | undefined {
  const fields = objectFromJson(fileText);
  const expiresAt = instantFromText(fields?.['expiresAt']);
  if (fields === undefined || expiresAt === undefined || !isFresh(expiresAt, now)) return undefined;
  const { clientId, clientSecret, grantTypes } = fields;
  const isForPkce = Array.isArray(grantTypes) && grantTypes.includes('authorization_code');
  if (isForPkce !== (method === 'pkce')) return undefined;
  if (typeof clientId !== 'string' || typeof clientSecret !== 'string' || clientId === '' || clientSecret === '') {
    return undefined;
  }
  return { clientId, clientSecret: new Secret(clientSecret), expiresAt };
}

/** The registration file's text as the AWS CLI writes it. */
export function textFromRegistration(
  registration: ClientRegistration,
  method: SignInMethod,
  scopes: readonly string[] | undefined,
): string {
  return pythonJson({
    clientId: registration.clientId,
    clientSecret: registration.clientSecret.reveal(),
    expiresAt: textFromInstant(registration.expiresAt),
    ...(scopes === undefined ? {} : { scopes: [...scopes] }),
    ...(method === 'pkce' ? { grantTypes: [...PKCE_GRANTS] } : {}),
  });
}
