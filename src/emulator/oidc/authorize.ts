import { emptyAnswer, type Answer, type EmulatorRequest, type Handler } from '../http.ts';
import { consentPage } from '../pages/consent-page.ts';
import { randomToken } from '../random-text.ts';
import { ServiceError } from '../service-error.ts';
import type { AuthorizeRequest, Client, Decision, IdentityCenter } from '../state.ts';
import { authorizationCodeGrant, mayUseGrant } from './grant-types.ts';
import { isRegisteredRedirect } from './redirect-uri.ts';

/** RFC 6749 section 4.1.2.1: these two are told to the person, never sent to an address that nobody registered. */
function clientAndRedirect(center: IdentityCenter, query: URLSearchParams): { client: Client; redirectUri: string } {
  const client = center.state.clients.get(query.get('client_id') ?? '');
  if (client === undefined || center.now() >= client.expiresAt) {
    throw new ServiceError(400, 'invalid_client', 'The program that sent you here is not registered, or no longer.');
  }
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!isRegisteredRedirect(client.redirectUris, redirectUri)) {
    throw new ServiceError(
      400,
      'invalid_redirect_uri',
      'The address to go back to is not one that the program registered.',
    );
  }
  return { client, redirectUri };
}

/** What is wrong with the rest of the request, in OAuth's words. */
function problemWith(client: Client, query: URLSearchParams, scopes: readonly string[]): [string, string] | undefined {
  if (query.get('response_type') !== 'code') return ['unsupported_response_type', 'response_type must be code'];
  if (!mayUseGrant(client, authorizationCodeGrant))
    return ['unauthorized_client', 'not registered for authorization_code'];
  if (query.get('code_challenge_method') !== 'S256') return ['invalid_request', 'code_challenge_method must be S256'];
  if (!/^[\w-]{43}$/.test(query.get('code_challenge') ?? ''))
    return ['invalid_request', 'code_challenge is not a SHA-256'];
  if (!scopes.every((scope) => client.scopes.includes(scope))) return ['invalid_scope', 'a scope is not registered'];
  return undefined;
}

function sendBack(redirectUri: string, state: string | undefined, fields: Record<string, string>): Answer {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
  if (state !== undefined) url.searchParams.set('state', state);
  return emptyAnswer(302, { location: url.href, 'cache-control': 'no-store' });
}

/** The way back to the program, with a code or with `access_denied`. */
export function answerAuthorize(center: IdentityCenter, request: AuthorizeRequest, decision: Decision): Answer {
  const { redirectUri, state } = request;
  if (decision === 'deny') {
    return sendBack(redirectUri, state, { error: 'access_denied', error_description: 'The person said no' });
  }
  const code = randomToken(60);
  const expiresAt = center.now() + center.settings.lifetimes.authorizationCode;
  center.state.codeGrants.set(code, { request, expiresAt, used: false });
  return sendBack(redirectUri, state, { code });
}

function scopesIn(query: URLSearchParams): string[] {
  const text = query.get('scopes') ?? query.get('scope') ?? '';
  return text.split(' ').filter((scope) => scope !== '');
}

/** The authorization endpoint (RFC 6749 section 4.1.1 with RFC 7636). Scopes come as `scopes` (AWS CLI) or `scope` (RFC). */
export const authorize: Handler = ({ query }: EmulatorRequest, center) => {
  const { client, redirectUri } = clientAndRedirect(center, query);
  const state = query.get('state') ?? undefined;
  const scopes = scopesIn(query);
  const problem = problemWith(client, query, scopes);
  if (problem !== undefined) return sendBack(redirectUri, state, { error: problem[0], error_description: problem[1] });
  const request = { client, redirectUri, state, scopes, codeChallenge: query.get('code_challenge') ?? '' };
  const { approve } = center.settings;
  if (approve !== 'manual') return answerAuthorize(center, request, approve === 'automatic' ? 'allow' : 'deny');
  return consentPage(center, { kind: 'code', request });
};
