import { type Answer, jsonAnswer } from './http.ts';
import { messagePage } from './pages/message-page.ts';
import { stsErrorXml } from './sts/sts-xml.ts';

/** Which service a path belongs to; each has errors of its own shape. */
export type Service = 'oidc' | 'portal' | 'sts' | 'page';

/** A refusal: thrown by a handler, sent in the shape of its service. */
export class ServiceError extends Error {
  readonly status: number;
  /** The error's name in the service's model, such as `InvalidGrantException`. */
  readonly type: string;

  constructor(status: number, type: string, message: string) {
    super(message);
    this.status = status;
    this.type = type;
  }
}

/** `AuthorizationPendingException` is `authorization_pending` on the wire (RFC 6749 section 5.2, RFC 8628 section 3.5). */
const oauthCode = (type: string): string =>
  type === 'InternalServerException'
    ? 'server_error'
    : type
        .replace(/Exception$/, '')
        .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
        .toLowerCase();

/**
 * An error as clients of that service expect it: the type in `x-amzn-ErrorType` and in the body,
 * for STS an XML ErrorResponse, for pages words to a person.
 */
export function errorAnswer(service: Service, { status, type, message }: ServiceError): Answer {
  if (service === 'page') return messagePage(status, 'This does not work', message);
  if (service === 'sts') {
    return { status, headers: { 'content-type': 'text/xml' }, body: stsErrorXml(status, type, message) };
  }
  const body = service === 'oidc' ? { error: oauthCode(type), error_description: message } : { message, __type: type };
  const answer = jsonAnswer(status, body);
  return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': type } };
}
