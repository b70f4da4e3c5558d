import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { completeSettings } from './default-settings.ts';
import { deliver } from './deliver.ts';
import { answerWithFault } from './faults/answer-with-fault.ts';
import { createFaultPicker, type FaultPicker } from './faults/fault-picker.ts';
import type { Answer, EmulatorRequest } from './http.ts';
import { readRequest } from './read-request.ts';
import { type RecordedRequest, recordRequest } from './recorded-request.ts';
import { type Route, routeOf } from './routes.ts';
import { errorAnswer, ServiceError } from './service-error.ts';
import type { SettingsChange } from './settings.ts';
import { emptyState, type IdentityCenter } from './state.ts';

/** A running Identity Center: `settings` and `state` may be looked at and changed at any time. */
export interface RunningEmulator extends IdentityCenter {
  readonly port: number;
  /** Every request since the start, in the order of arrival. */
  readonly requests: RecordedRequest[];
  /** Breaks all open connections, frees the port. */
  close(): Promise<void>;
}

interface Running {
  readonly center: IdentityCenter;
  readonly requests: RecordedRequest[];
  readonly pickFault: FaultPicker;
  readonly closed: AbortSignal;
}

function handle(center: IdentityCenter, { handle: act, service }: Route, request: EmulatorRequest): Answer {
  try {
    return act(request, center);
  } catch (error) {
    if (error instanceof ServiceError) return errorAnswer(service, error);
    return errorAnswer(service, new ServiceError(500, 'InternalServerException', String(error)));
  }
}

async function serve(running: Running, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const { center, requests, pickFault, closed } = running;
  const request = await readRequest(message);
  requests.push(recordRequest(request, center.now()));
  const { delay, fault } = pickFault(center.settings.faults, request);
  if (delay > 0) await sleep(delay, undefined, { signal: closed });
  const route = routeOf(request);
  const outcome = answerWithFault(fault, route.service, () => handle(center, route, request));
  response.sendDate = false;
  response.setHeader('date', new Date(center.now()).toUTCString());
  response.setHeader('x-amzn-requestid', randomUUID());
  await deliver(response, outcome);
}

async function listen(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject).listen(port, '127.0.0.1', resolve);
  await promise;
  return (server.address() as AddressInfo).port;
}

async function closeServer(server: Server, stopping: AbortController): Promise<void> {
  stopping.abort();
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  await promise;
}

/**
 * Starts an Identity Center on 127.0.0.1: OIDC, portal, STS and the pages for people, all at one address.
 * Rejects when the port is taken.
 *
 * @param change what differs from the default world
 */
export async function startEmulator(change: SettingsChange = {}): Promise<RunningEmulator> {
  const settings = completeSettings(change);
  const server = createServer();
  const port = await listen(server, settings.port);
  const now = () => Date.now() + settings.clockOffset;
  const center: IdentityCenter = { url: `http://127.0.0.1:${port}`, settings, state: emptyState(), now };
  const requests: RecordedRequest[] = [];
  const stopping = new AbortController();
  const running: Running = { center, requests, pickFault: createFaultPicker(), closed: stopping.signal };
  server.on('request', (message, response) => {
    // What is left to fail is the line itself: the client has gone, the body was too long, the server is closing.
    serve(running, message, response).catch(() => response.destroy());
  });
  return { ...center, port, requests, close: () => closeServer(server, stopping) };
}
