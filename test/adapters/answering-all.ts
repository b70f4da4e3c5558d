import type { RequestListener } from 'node:http';

const identity =
  '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::1:x</Arn><UserId>u</UserId>' +
  '<Account>931827427725</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';

const registration = JSON.stringify({ clientId: 'c', clientSecret: 's', clientSecretExpiresAt: 4e9 });

/** A service that says what each of the three services says when all is well. */
export const answerAll: RequestListener = (request, response) => {
  response.end(request.url === '/' ? identity : registration);
};
