import type { IncomingHttpHeaders } from 'node:http';
import type { IdentityCenter } from './state.ts';

/** A request that was read whole. */
export interface EmulatorRequest {
  readonly method: string;
  readonly path: string;
  /** Path and query as they were sent: what a signature covers. */
  readonly target: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An answer before it is sent: faults may still change it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Handler = (request: EmulatorRequest, center: IdentityCenter) => Answer;

export const jsonAnswer = (status: number, value: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

export const emptyAnswer = (status: number, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: '',
});

/** The fields of a form; a field that is sent twice counts with its first value. */
export const formOf = (request: EmulatorRequest): URLSearchParams => new URLSearchParams(request.body.toString('utf8'));
