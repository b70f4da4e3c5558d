import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { JpawsError } from '../domain/errors.ts';
import { Secret } from '../domain/secret.ts';
import type { CallbackAnswer, CallbackListener, CallbackListening } from '../ports.ts';
import { isSendableToken } from './answer-fields.ts';
import { answerPage, answerPageHeaders, type PageKind } from './answer-page.ts';

const address = '127.0.0.1';
const path = '/oauth/callback';

// Long enough for every code that was seen, short enough that nobody fills the memory; times in milliseconds.
const limits = {
  maxHeaderSize: 32 * 1024,
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
};

/** How long an answer that is on its way may take when the listener closes, in milliseconds. */
const farewell = 300;

/** The listener for the browser's way back: loopback only, one path, GET only, and only with the right state. */
export function createCallbackListener(): CallbackListener {
  return {
    async listen({ port, state }): Promise<CallbackListening> {
      const answered = Promise.withResolvers<CallbackAnswer>();
      const server = createServer(limits, (request, response) => {
        const verdict = judge(request, { state, host: `${address}:${portOf(server)}` });
        response.once('close', () => {
          if (verdict.answer !== undefined) answered.resolve(verdict.answer);
        });
        send(response, verdict);
      });
      server.maxConnections = 50;
      await bound(server, port);
      const redirectUri = `http://${address}:${portOf(server)}${path}`;
      return { redirectUri, answer: answered.promise, close: () => closed(server) };
    },
  };
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

function bound(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on('error', () => reject(new JpawsError('PORT_TAKEN', { port })));
    server.listen({ host: address, port, exclusive: true }, resolve);
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const hangUp = setTimeout(() => server.closeAllConnections(), farewell);
    server.close(() => {
      clearTimeout(hangUp);
      resolve();
    });
    server.closeIdleConnections();
  });
}

interface Verdict {
  readonly status: number;
  readonly page: PageKind;
  readonly answer?: CallbackAnswer;
}

const unknown = (status: number): Verdict => ({ status, page: 'unknown' });

function judge(request: IncomingMessage, expected: { state: string; host: string }): Verdict {
  const target = request.url ?? '';
  const [pathname, ...query] = target.split('?');
  if (pathname !== path) return unknown(404);
  if (request.method !== 'GET') return unknown(405);
  // Another name for this address means that a page elsewhere points here (DNS rebinding).
  if (request.headers.host !== expected.host) return unknown(400);
  const parameters = new URLSearchParams(query.join('?'));
  if (!isSame(parameters.get('state') ?? '', expected.state)) return unknown(400);
  const answer = answerFrom(parameters);
  if (answer === undefined) return unknown(400);
  return { status: 200, page: 'code' in answer ? 'done' : 'refused', answer };
}

// Digests of equal length, so that neither the time nor the length tells how much of a guess was right.
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** RFC 6749 section 4.1.2: `code`, or `error` with its description; no parameter twice (section 3.1). */
function answerFrom(parameters: URLSearchParams): CallbackAnswer | undefined {
  if (new Set(parameters.keys()).size !== parameters.size) return undefined;
  const code = parameters.get('code');
  const error = parameters.get('error');
  if (code !== null && error === null && isSendableToken(code)) return { code: new Secret(code) };
  if (error === null || error === '' || code !== null) return undefined;
  return { error, description: parameters.get('error_description') ?? '' };
}

function send(response: ServerResponse, { status, page }: Verdict): void {
  response.writeHead(status, { ...answerPageHeaders(), ...(status === 405 ? { Allow: 'GET' } : {}) });
  response.end(answerPage(page));
}
