import { ServiceError } from '../service-error.ts';
import type { Client } from '../state.ts';

export const deviceCodeGrant = 'urn:ietf:params:oauth:grant-type:device_code';
export const authorizationCodeGrant = 'authorization_code';
export const refreshTokenGrant = 'refresh_token';

export const grantTypes: readonly string[] = [deviceCodeGrant, authorizationCodeGrant, refreshTokenGrant];

/** A client that registered no grant types has those of the device flow. */
export const mayUseGrant = (client: Client, grantType: string): boolean =>
  client.grantTypes.length === 0 ? grantType !== authorizationCodeGrant : client.grantTypes.includes(grantType);

/** @throws ServiceError UnauthorizedClientException when the client did not register for the grant */
export function requireGrant(client: Client, grantType: string): void {
  if (mayUseGrant(client, grantType)) return;
  throw new ServiceError(400, 'UnauthorizedClientException', `The client is not registered for ${grantType}`);
}
