import { randomUUID } from 'node:crypto';
import { escapeMarkup } from '../pages/escape-markup.ts';

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

const element = (name: string, text: string): string => `<${name}>${escapeMarkup(text)}</${name}>`;

/** The ErrorResponse of the AWS query protocol. */
export function stsErrorXml(status: number, code: string, message: string): string {
  const type = element('Type', status < 500 ? 'Sender' : 'Receiver');
  const error = `<Error>${type}${element('Code', code)}${element('Message', message)}</Error>`;
  return `<ErrorResponse xmlns="${namespace}">${error}${element('RequestId', randomUUID())}</ErrorResponse>`;
}

/** The answer of GetCallerIdentity. */
export function callerIdentityXml(identity: { arn: string; userId: string; account: string }): string {
  const { arn, userId, account } = identity;
  const result = element('Arn', arn) + element('UserId', userId) + element('Account', account);
  return (
    `<GetCallerIdentityResponse xmlns="${namespace}">` +
    `<GetCallerIdentityResult>${result}</GetCallerIdentityResult>` +
    `<ResponseMetadata>${element('RequestId', randomUUID())}</ResponseMetadata>` +
    '</GetCallerIdentityResponse>'
  );
}
