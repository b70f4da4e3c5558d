import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Delivery, Outcome } from './faults/answer-with-fault.ts';

const chunk = 'a'.repeat(64 * 1024);

/** JSON text of exactly `bytes` bytes (at least 4), made while it is read. */
function* padding(bytes: number): Generator<string> {
  yield '{"';
  for (let left = bytes - 4; left > 0; left -= chunk.length) yield chunk.slice(0, Math.min(left, chunk.length));
  // Not a valid object, and none is needed: no client may read this far.
  yield '"}';
}

function sendCut(response: ServerResponse, body: string): void {
  const bytes = Buffer.from(body);
  response.setHeader('content-length', bytes.length);
  response.flushHeaders();
  response.write(bytes.subarray(0, bytes.length / 2), () => response.socket?.destroy());
}

async function sendPadded(response: ServerResponse, padTo: number): Promise<void> {
  if (Number.isFinite(padTo)) response.setHeader('content-length', padTo);
  // A client that hangs up in the middle is what these two faults are for.
  await pipeline(Readable.from(padding(padTo)), response).catch(() => undefined);
}

/** Sends the answer in the way that its delivery says; resolves when nothing more will be written. */
export async function deliver(response: ServerResponse, { answer, delivery }: Outcome): Promise<void> {
  if (delivery === 'hang') return;
  if (delivery === 'reset') return void response.socket?.resetAndDestroy();
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  await sendBody(response, answer.body, delivery);
}

async function sendBody(
  response: ServerResponse,
  body: string,
  delivery: Exclude<Delivery, 'hang' | 'reset'>,
): Promise<void> {
  if (delivery === 'cut') return sendCut(response, body);
  if (typeof delivery === 'object') return sendPadded(response, delivery.padTo);
  response.setHeader('content-length', Buffer.byteLength(body));
  response.end(body);
}
