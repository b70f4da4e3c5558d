const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Base64url without padding (RFC 4648 section 5). */
export function base64url(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const chunk = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    const letters = Math.min(bytes.length - index, 3) + 1;
    for (let letter = 0; letter < letters; letter += 1) text += ALPHABET[(chunk >> (18 - 6 * letter)) & 63];
  }
  return text;
}

/** Random bytes behind a code verifier: 48 make 64 characters, 384 bits (RFC 7636 section 4.1 asks for 43 to 128 characters). */
export const VERIFIER_BYTES = 48;

export interface AuthorizeQuery {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  /** SHA-256 of the verifier's ASCII text. */
  readonly challenge: Uint8Array;
  readonly scopes: readonly string[];
}

/**
 * The address that the browser opens (RFC 6749 section 4.1.1, RFC 7636 section 4.3).
 * `scopes`, separated by blanks, is what the AWS CLI sends to IAM Identity Center.
 */
export function authorizeAddress(endpoint: string, query: AuthorizeQuery): string {
  const url = new URL(endpoint);
  url.searchParams.append('response_type', 'code');
  url.searchParams.append('client_id', query.clientId);
  url.searchParams.append('redirect_uri', query.redirectUri);
  url.searchParams.append('state', query.state);
  url.searchParams.append('code_challenge_method', 'S256');
  url.searchParams.append('code_challenge', base64url(query.challenge));
  url.searchParams.append('scopes', query.scopes.join(' '));
  return url.href;
}

/** What a person pastes after signing in on another machine: the address that the browser was sent back to. */
export function callbackFromPastedAddress(
  pasted: string,
  expected: { redirectUri: string; state: string },
): PastedCallback {
  const text = pasted.trim();
  if (!URL.canParse(text)) return { kind: 'unusable', reason: 'that is no address' };
  const url = new URL(text);
  const home = new URL(expected.redirectUri);
  if (url.host !== home.host || url.pathname !== home.pathname) {
    return { kind: 'unusable', reason: `the address must begin with ${expected.redirectUri}` };
  }
  if (url.searchParams.get('state') !== expected.state) {
    return { kind: 'unusable', reason: 'the address belongs to another sign-in' };
  }
  const error = url.searchParams.get('error');
  if (error !== null) return { kind: 'refused', error, description: url.searchParams.get('error_description') ?? '' };
  const code = url.searchParams.get('code');
  return code === null || code === ''
    ? { kind: 'unusable', reason: 'the address holds no code' }
    : { kind: 'code', code };
}

export type PastedCallback =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'refused'; readonly error: string; readonly description: string }
  | { readonly kind: 'unusable'; readonly reason: string };
