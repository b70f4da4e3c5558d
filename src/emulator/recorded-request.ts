import type { IncomingHttpHeaders } from 'node:http';
import { type EmulatorRequest, formOf } from './http.ts';

/** A request as tests look at it. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON or form fields by the content type; else the text; undefined when there was none. */
  readonly body: unknown;
  /** Milliseconds since 1970, on the service's clock. */
  readonly time: number;
}

function parsedBody(request: EmulatorRequest): unknown {
  const text = request.body.toString('utf8');
  const type = request.headers['content-type'] ?? '';
  if (text === '') return undefined;
  if (type.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(formOf(request));
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Notes a request for the tests that look at it later. */
export const recordRequest = (request: EmulatorRequest, time: number): RecordedRequest => ({
  method: request.method,
  path: request.path,
  query: Object.fromEntries(request.query),
  headers: request.headers,
  body: parsedBody(request),
  time,
});
