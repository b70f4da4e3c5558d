import { type Handler, jsonAnswer } from '../http.ts';
import { type JsonBody, jsonBodyOf } from '../json-body.ts';
import { randomToken } from '../random-text.ts';
import { ServiceError } from '../service-error.ts';
import type { Client, IdentityCenter } from '../state.ts';
import { grantTypes } from './grant-types.ts';
import { isLoopbackRedirect } from './redirect-uri.ts';
import { isKnownStartUrl } from './start-url.ts';

const refused = (type: string, message: string): ServiceError => new ServiceError(400, type, message);

function checkRegistration(center: IdentityCenter, body: JsonBody): void {
  if (body.text('clientType') !== 'public') {
    throw refused('InvalidClientMetadataException', 'Only public clients can register');
  }
  const scope = body.texts('scopes').find((name) => !center.settings.scopes.includes(name));
  if (scope !== undefined) throw refused('InvalidScopeException', `The scope ${scope} is not known`);
  const grantType = body.texts('grantTypes').find((name) => !grantTypes.includes(name));
  if (grantType !== undefined)
    throw refused('UnsupportedGrantTypeException', `The grant type ${grantType} is not known`);
  if (!body.texts('redirectUris').every(isLoopbackRedirect)) {
    throw refused('InvalidRedirectUriException', 'A redirect URI must be an http address of this machine');
  }
  const issuerUrl = body.optionalText('issuerUrl');
  if (issuerUrl !== undefined && !isKnownStartUrl(center.settings, issuerUrl)) {
    throw refused('InvalidRequestException', 'Invalid issuer URL provided');
  }
}

/** RegisterClient, for the device flow and for authorization code with PKCE. */
export const registerClient: Handler = (request, center) => {
  const body = jsonBodyOf(request);
  checkRegistration(center, body);
  const now = center.now();
  const client: Client = {
    clientId: randomToken(24),
    clientSecret: randomToken(240),
    clientName: body.text('clientName'),
    scopes: body.texts('scopes'),
    grantTypes: body.texts('grantTypes'),
    redirectUris: body.texts('redirectUris'),
    expiresAt: now + center.settings.lifetimes.registration,
  };
  center.state.clients.set(client.clientId, client);
  return jsonAnswer(200, {
    clientId: client.clientId,
    clientSecret: client.clientSecret,
    clientIdIssuedAt: Math.floor(now / 1000),
    clientSecretExpiresAt: Math.floor(client.expiresAt / 1000),
  });
};

/**
 * The client that a request names, proven by its secret.
 *
 * @throws ServiceError InvalidClientException (401) when it is unknown, its secret is wrong, or its registration is over
 */
export function authenticateClient(center: IdentityCenter, body: JsonBody): Client {
  const client = center.state.clients.get(body.text('clientId'));
  const known = client !== undefined && client.clientSecret === body.text('clientSecret');
  if (!known) throw new ServiceError(401, 'InvalidClientException', 'The client or its secret is not known');
  if (center.now() >= client.expiresAt) {
    throw new ServiceError(401, 'InvalidClientException', 'The registration of the client has expired');
  }
  return client;
}
