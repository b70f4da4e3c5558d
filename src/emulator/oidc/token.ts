import { createHash } from 'node:crypto';
import { type Handler, jsonAnswer } from '../http.ts';
import { type JsonBody, jsonBodyOf } from '../json-body.ts';
import { ServiceError } from '../service-error.ts';
import { type IssuedTokens, isLive, issueTokens, openSession } from '../sign-in-session.ts';
import type { Client, IdentityCenter } from '../state.ts';
import { authenticateClient } from './client-registration.ts';
import { deviceDecision, notePoll } from './device-authorization.ts';
import { authorizationCodeGrant, deviceCodeGrant, refreshTokenGrant, requireGrant } from './grant-types.ts';

type Exchange = (center: IdentityCenter, client: Client, body: JsonBody) => IssuedTokens;

const refused = (type: string, message: string): ServiceError => new ServiceError(400, type, message);
const invalidGrant = (message: string): ServiceError => refused('InvalidGrantException', message);

/** RFC 8628 section 3.4. */
const exchangeDeviceCode: Exchange = (center, client, body) => {
  const grant = center.state.deviceGrants.get(body.text('deviceCode'));
  if (grant === undefined || grant.client !== client || grant.used) throw invalidGrant('Invalid device code provided');
  if (center.now() >= grant.expiresAt) throw refused('ExpiredTokenException', 'The device code has expired');
  notePoll(center, grant);
  const decision = deviceDecision(center, grant);
  if (decision === undefined) throw refused('AuthorizationPendingException', 'Nobody has answered yet');
  if (decision === 'deny') throw refused('AccessDeniedException', 'The person said no');
  grant.used = true;
  return issueTokens(center, openSession(center, client), true);
};

/** RFC 7636 section 4.6. */
function provesChallenge(codeVerifier: string, codeChallenge: string): boolean {
  const isVerifier = /^[\w.~-]{43,128}$/.test(codeVerifier);
  return isVerifier && createHash('sha256').update(codeVerifier).digest('base64url') === codeChallenge;
}

/** RFC 6749 section 4.1.3. */
const exchangeAuthorizationCode: Exchange = (center, client, body) => {
  const grant = center.state.codeGrants.get(body.text('code'));
  if (grant === undefined || grant.used || center.now() >= grant.expiresAt) throw invalidGrant('Invalid code provided');
  const { request } = grant;
  if (request.client !== client) throw invalidGrant('The code belongs to another client');
  if (request.redirectUri !== body.text('redirectUri'))
    throw invalidGrant('The redirect URI is not that of the request');
  if (!provesChallenge(body.text('codeVerifier'), request.codeChallenge)) throw invalidGrant('Invalid code verifier');
  grant.used = true;
  return issueTokens(center, openSession(center, client), true);
};

/** RFC 6749 section 6. */
const exchangeRefreshToken: Exchange = (center, client, body) => {
  const { settings } = center;
  const token = center.state.refreshTokens.get(body.text('refreshToken'));
  if (token === undefined || token.session.client !== client) throw invalidGrant('Invalid refresh token provided');
  if (token.used && settings.refreshTokensAreSingleUse) throw invalidGrant('The refresh token was used before');
  if (!isLive(center, token.session)) throw invalidGrant('The session has ended');
  token.used = true;
  return issueTokens(center, token.session, settings.refreshAnswersWithRefreshToken);
};

const exchanges = new Map<string, Exchange>([
  [deviceCodeGrant, exchangeDeviceCode],
  [authorizationCodeGrant, exchangeAuthorizationCode],
  [refreshTokenGrant, exchangeRefreshToken],
]);

/** CreateToken, with its three grants. */
export const createToken: Handler = (request, center) => {
  const body = jsonBodyOf(request);
  const client = authenticateClient(center, body);
  const grantType = body.text('grantType');
  const exchange = exchanges.get(grantType);
  if (exchange === undefined)
    throw refused('UnsupportedGrantTypeException', `The grant type ${grantType} is not known`);
  requireGrant(client, grantType);
  const { accessToken, expiresAt, refreshToken } = exchange(center, client, body);
  // Rounded, not cut: a millisecond that this took must not make 3600 seconds 3599.
  const expiresIn = Math.round((expiresAt - center.now()) / 1000);
  return jsonAnswer(200, { accessToken, tokenType: 'Bearer', expiresIn, refreshToken });
};
