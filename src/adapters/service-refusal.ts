import { cleanText } from '../domain/clean-text.ts';
import type { ServiceId } from '../domain/endpoint.ts';
import { JpawsError } from '../domain/errors.ts';
import type { Secret } from '../domain/secret.ts';
import { type Instant, minutes } from '../domain/units.ts';

/** What an error of the SDK's clients may hold. */
interface ServiceError {
  readonly name: unknown;
  readonly message: unknown;
  /** RFC 6749 section 5.2: what the OIDC service says in words. */
  readonly error_description: unknown;
  readonly $metadata: { readonly httpStatusCode?: number };
}

interface RefusedCall {
  readonly service: ServiceId;
  readonly host: string;
  /** What was sent and must not come back in an error text. */
  readonly secrets: readonly Secret<string>[];
  /** The Date of the answer. */
  readonly serviceTime: Instant | undefined;
  readonly now: Instant;
}

const names = {
  sso: 'IAM Identity Center',
  sso_oidc: "IAM Identity Center's sign-in",
  sts: 'AWS STS',
} satisfies Record<ServiceId, string>;

/**
 * The SDK's error for an answer that came, as ours: SERVICE_REFUSED when the service said no, ANSWER_UNUSABLE when the
 * SDK could make nothing of it. The SDK's error itself is dropped, since it holds the whole answer.
 */
export function refusalFrom(error: unknown, call: RefusedCall): JpawsError {
  const { $metadata, name, message, error_description: description } = error as Partial<ServiceError>;
  const { service, host } = call;
  const status = $metadata?.httpStatusCode;
  if (status === undefined || status < 400) {
    return new JpawsError('ANSWER_UNUSABLE', { host, reason: 'it has not the form that the service promises' });
  }
  return new JpawsError('SERVICE_REFUSED', {
    service: names[service],
    type: errorType(name),
    status,
    message: shownText(description ?? message, call.secrets),
    host,
    ...skewOf(call.now, call.serviceTime),
  });
}

const errorType = (name: unknown): string =>
  typeof name === 'string' && /^[A-Za-z][\w.]{0,79}$/.test(name) && name !== 'Error' ? name : 'Unknown';

/** What only tokens look like: no name, address or ARN has so many of these without another between. */
const OPAQUE = /[\w+/=-]{80,}/g;

function shownText(message: unknown, secrets: readonly Secret<string>[]): string {
  const text = typeof message === 'string' && !message.startsWith('Unknown') ? message : '';
  const masked = secrets.reduce((so, secret) => so.replaceAll(secret.reveal(), String(secret)), text);
  return cleanText(masked.replaceAll(OPAQUE, '***'), 300).trim();
}

const noticeableSkew = minutes(5);

function skewOf(here: Instant, there: Instant | undefined): { clockSkewSeconds?: number } {
  if (there === undefined || Math.abs(here - there) <= noticeableSkew) return {};
  return { clockSkewSeconds: Math.round((here - there) / 1000) };
}
