import { Secret } from './secret.ts';
import { instantFromText, textFromInstant } from './date-text.ts';
import { objectFromJson, pythonJson } from './python-json.ts';
import { between, minutes, type Instant } from './units.ts';

/** A sign-in's token as it stands in the shared cache. */
export interface SsoToken {
  readonly startUrl: string;
  readonly region: string;
  readonly accessToken: Secret<string>;
  readonly expiresAt: Instant;
  /** What a refresh needs; undefined for legacy sign-ins and files of old tools. */
  readonly renewal: TokenRenewal | undefined;
}

export interface TokenRenewal {
  readonly refreshToken: Secret<string> | undefined;
  readonly clientId: string;
  readonly clientSecret: Secret<string>;
  readonly registrationExpiresAt: Instant;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Reads a token file; undefined when it holds no usable token (broken, foreign, a date that cannot be read). */
export function tokenFromText(fileText: string): SsoToken | undefined {
  const fields = objectFromJson(fileText);
  if (fields === undefined) return undefined;
  const accessToken = text(fields['accessToken']);
  const expiresAt = instantFromText(fields['expiresAt']);
  if (accessToken === undefined || expiresAt === undefined) return undefined;
  return {
    startUrl: text(fields['startUrl']) ?? '',
    region: text(fields['region']) ?? '',
    accessToken: new Secret(accessToken),
    expiresAt,
    renewal: renewalFromFields(fields),
  };
}

function renewalFromFields(fields: Readonly<Record<string, unknown>>): TokenRenewal | undefined {
  const clientId = text(fields['clientId']);
  const clientSecret = text(fields['clientSecret']);
  const registrationExpiresAt = instantFromText(fields['registrationExpiresAt']);
  const refreshToken = text(fields['refreshToken']);
  if (clientId === undefined || clientSecret === undefined || registrationExpiresAt === undefined) return undefined;
  return {
    refreshToken: refreshToken === undefined ? undefined : new Secret(refreshToken),
    clientId,
    clientSecret: new Secret(clientSecret),
    registrationExpiresAt,
  };
}

/** The token file's text: fields, order and separators of the AWS CLI (botocore/utils.py, JSONFileCache). */
export function textFromToken(token: SsoToken): string {
  const { renewal } = token;
  return pythonJson({
    startUrl: token.startUrl,
    region: token.region,
    accessToken: token.accessToken.reveal(),
    expiresAt: textFromInstant(token.expiresAt),
    ...(renewal === undefined
      ? {}
      : {
          clientId: renewal.clientId,
          clientSecret: renewal.clientSecret.reveal(),
          registrationExpiresAt: textFromInstant(renewal.registrationExpiresAt),
          ...(renewal.refreshToken === undefined ? {} : { refreshToken: renewal.refreshToken.reveal() }),
        }),
  });
}

/** Tokens, registrations and role credentials with less time than this are renewed, as the AWS CLI does. */
export const RENEWAL_WINDOW = minutes(15);

/** More than 15 minutes remain. Written so that a time that is no number never counts as fresh. */
export const isFresh = (expiresAt: Instant, now: Instant): boolean => between(now, expiresAt) > RENEWAL_WINDOW;

/** Some time remains. */
export const isLive = (expiresAt: Instant, now: Instant): boolean => between(now, expiresAt) > 0;

/** The refresh grant can be tried: everything that it needs is there and the registration has not expired. */
export function isRefreshable(token: SsoToken, now: Instant): boolean {
  const { renewal } = token;
  return renewal?.refreshToken !== undefined && isLive(renewal.registrationExpiresAt, now);
}
