import type { EmulatorRequest } from '../http.ts';
import { ServiceError } from '../service-error.ts';
import type { IdentityCenter, IssuedRoleCredentials } from '../state.ts';
import { type ClaimedSignature, instantOfAmzDate, parseAuthorization, signatureOf } from './sigv4.ts';

const fifteenMinutes = 15 * 60_000;

const denied = (code: string, message: string): ServiceError => new ServiceError(403, code, message);

function claimIn(request: EmulatorRequest): ClaimedSignature {
  const { authorization } = request.headers;
  if (authorization === undefined)
    throw denied('MissingAuthenticationToken', 'Request is missing Authentication Token');
  const claim = parseAuthorization(authorization);
  const isWhole = claim?.signedHeaders.includes('host') === true && claim.signedHeaders.includes('x-amz-date');
  if (!isWhole) throw new ServiceError(400, 'IncompleteSignature', 'The Authorization header is not a whole signature');
  return claim;
}

function checkTime(center: IdentityCenter, request: EmulatorRequest, claim: ClaimedSignature): void {
  const date = `${request.headers['x-amz-date']}`;
  const at = instantOfAmzDate(date);
  if (at === undefined || date.slice(0, 8) !== claim.scope.slice(0, 8)) {
    throw denied('SignatureDoesNotMatch', 'The date of the request is not that of its credential scope');
  }
  const skew = center.now() - at;
  if (Math.abs(skew) > fifteenMinutes) {
    throw denied('SignatureDoesNotMatch', `Signature ${skew > 0 ? 'expired' : 'not yet current'}: ${date}`);
  }
}

/**
 * The role credentials that signed the request.
 *
 * @throws ServiceError InvalidClientTokenId (key or session token unknown), ExpiredToken, SignatureDoesNotMatch (secret, or
 * clock off by more than 15 minutes), MissingAuthenticationToken, IncompleteSignature, with the statuses of STS
 */
export function verifySignature(center: IdentityCenter, request: EmulatorRequest): IssuedRoleCredentials {
  const claim = claimIn(request);
  const credentials = center.state.roleCredentials.get(claim.accessKeyId);
  if (credentials === undefined || request.headers['x-amz-security-token'] !== credentials.sessionToken) {
    throw denied('InvalidClientTokenId', 'The security token included in the request is invalid.');
  }
  if (center.now() >= credentials.expiration) {
    throw denied('ExpiredToken', 'The security token included in the request is expired');
  }
  checkTime(center, request, claim);
  if (signatureOf(request, claim, credentials.secretAccessKey) !== claim.signature) {
    throw denied(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
    );
  }
  return credentials;
}
