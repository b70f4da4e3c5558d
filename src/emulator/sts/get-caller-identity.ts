import { createHash } from 'node:crypto';
import { formOf, type Handler } from '../http.ts';
import { ServiceError } from '../service-error.ts';
import { callerIdentityXml } from './sts-xml.ts';
import { verifySignature } from './verify-signature.ts';

const hexOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** GetCallerIdentity in the AWS query protocol, as a form or as a query. */
export const getCallerIdentity: Handler = (request, center) => {
  const parameters = request.method === 'POST' ? formOf(request) : request.query;
  const action = parameters.get('Action');
  if (action === null) throw new ServiceError(400, 'MissingAction', 'Missing Action');
  if (action !== 'GetCallerIdentity') {
    throw new ServiceError(400, 'InvalidAction', `Could not find operation ${action} for version 2011-06-15`);
  }
  const { accountId, roleName, userName } = verifySignature(center, request);
  const role = `${accountId}/${roleName}`;
  const arn = `arn:aws:sts::${accountId}:assumed-role/AWSReservedSSO_${roleName}_${hexOf(role).slice(0, 16)}/${userName}`;
  const userId = `AROA${hexOf(`id of ${role}`).slice(0, 17).toUpperCase()}:${userName}`;
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: callerIdentityXml({ arn, userId, account: accountId }),
  };
};
