import type { IncomingMessage } from 'node:http';
import type { EmulatorRequest } from './http.ts';

const mostBytes = 1024 * 1024;

/** Reads a request whole. Rejects when its body is longer than 1 MiB or the client hangs up. */
export async function readRequest(message: IncomingMessage): Promise<EmulatorRequest> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostBytes) throw new RangeError('the body is too long');
    chunks.push(chunk);
  }
  const target = message.url ?? '/';
  const queryAt = target.indexOf('?');
  return {
    method: message.method ?? 'GET',
    path: queryAt === -1 ? target : target.slice(0, queryAt),
    target,
    query: new URLSearchParams(queryAt === -1 ? '' : target.slice(queryAt)),
    headers: message.headers,
    body: Buffer.concat(chunks),
  };
}
