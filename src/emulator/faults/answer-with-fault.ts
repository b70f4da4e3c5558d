import { type Answer, emptyAnswer } from '../http.ts';
import { errorAnswer, type Service, ServiceError } from '../service-error.ts';
import type { Fault } from './fault-rule.ts';

/** How an answer travels: whole, or with trouble on the line. */
export type Delivery = 'whole' | 'reset' | 'cut' | 'hang' | { readonly padTo: number };

export interface Outcome {
  readonly answer: Answer;
  readonly delivery: Delivery;
}

const lost = (delivery: Delivery): Outcome => ({ answer: emptyAnswer(200), delivery });

const captivePortal =
  '<!doctype html><html><head><title>Welcome</title></head><body>Please sign in to the network.</body></html>';

const padded = (padTo: number): Outcome => ({
  answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '' },
  delivery: { padTo },
});

const throttled = (service: Service, retryAfter: number | undefined): Answer => {
  const error =
    service === 'sts'
      ? new ServiceError(400, 'Throttling', 'Rate exceeded')
      : new ServiceError(429, 'TooManyRequestsException', 'HTTP 429 Too Many Requests');
  const answer = errorAnswer(service, error);
  return retryAfter === undefined
    ? answer
    : { ...answer, headers: { ...answer.headers, 'retry-after': `${retryAfter}` } };
};

function patched(answer: Answer, fields: Record<string, unknown>): Answer {
  const isJson = answer.headers['content-type'] === 'application/json';
  const original = isJson ? (JSON.parse(answer.body) as object) : {};
  return { ...answer, body: JSON.stringify({ ...original, ...fields }) };
}

/**
 * What is sent under a fault, and how.
 *
 * @param fault any kind; a delay is over by now
 * @param handle lets the service act on the request; called at most once, and only by the faults that say so
 */
export function answerWithFault(fault: Fault | undefined, service: Service, handle: () => Answer): Outcome {
  const whole = (answer: Answer): Outcome => ({ answer, delivery: 'whole' });
  switch (fault?.kind) {
    case undefined:
    case 'delay':
      return whole(handle());
    case 'error':
      return whole(
        errorAnswer(service, new ServiceError(fault.status, fault.type, fault.message ?? 'a fault was set')),
      );
    case 'throttle':
      return whole(throttled(service, fault.retryAfter));
    case 'reset':
      return fault.afterHandling === true ? { answer: handle(), delivery: 'reset' } : lost('reset');
    case 'cut':
      return { answer: handle(), delivery: 'cut' };
    case 'hang':
      return lost('hang');
    case 'html':
      return whole({ status: fault.status ?? 200, headers: { 'content-type': 'text/html' }, body: captivePortal });
    case 'huge':
      return padded(fault.bytes);
    case 'endless':
      return padded(Infinity);
    case 'redirect':
      return whole(emptyAnswer(fault.status ?? 307, { location: fault.location }));
    case 'patch':
      return whole(patched(handle(), fault.fields));
    case 'raw':
      return whole({
        status: fault.status ?? 200,
        headers: fault.headers ?? { 'content-type': 'application/json' },
        body: fault.body,
      });
  }
}
