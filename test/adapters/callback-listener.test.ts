import assert from 'node:assert/strict';
import { createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCallbackListener } from '../../src/adapters/callback-listener.ts';
import { isError } from '../../src/domain/errors.ts';
import type { CallbackListening } from '../../src/ports.ts';
import { listen as listenOn } from './services.ts';

const state = 'a-state-of-36-characters-as-a-uuid-is';

async function listening(t: TestContext): Promise<CallbackListening> {
  const listener = await createCallbackListener().listen({ port: 0, state });
  t.after(() => listener.close());
  return listener;
}

const isOpen = async ({ answer }: CallbackListening): Promise<boolean> =>
  (await Promise.race([answer, sleep(50, 'open')])) === 'open';

const callback = ({ redirectUri }: CallbackListening, query: Record<string, string>): string =>
  `${redirectUri}?${new URLSearchParams(query)}`;

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

/** A request that may lie about its Host, which fetch does not allow. */
function send(url: string, { method = 'GET', headers = {} }: Sent = {}): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    request.once('error', reject).end();
  });
}

test('the code of the right callback is the answer', async (t) => {
  const listener = await listening(t);
  assert.match(listener.redirectUri, /^http:\/\/127\.0\.0\.1:\d+\/oauth\/callback$/);
  const response = await fetch(callback(listener, { code: 'the-code', state }));
  assert.equal(response.status, 200);
  const answer = await listener.answer;
  assert.ok('code' in answer);
  assert.equal(answer.code.reveal(), 'the-code');
  assert.equal(String(answer.code), '***');
});

test('a refusal comes with its description', async (t) => {
  const listener = await listening(t);
  const query = { error: 'access_denied', error_description: 'The person said no', state };
  const response = await fetch(callback(listener, query));
  assert.match(await response.text(), /not completed/);
  assert.deepEqual(await listener.answer, { error: 'access_denied', description: 'The person said no' });
});

test('the page shows nothing of the request, is not stored, and may load, run and tell nothing', async (t) => {
  const listener = await listening(t);
  const response = await fetch(callback(listener, { code: 'the-secret-code', state, x: '<script>' }));
  const page = await response.text();
  for (const part of ['the-secret-code', state, '<script']) assert.ok(!page.includes(part));
  assert.match(page, /go back to your terminal/);
  assert.match(page, /name="viewport"/);
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
  assert.equal(response.headers.get('connection'), 'close');
  const policy = response.headers.get('content-security-policy') ?? '';
  assert.match(policy, /^default-src 'none'; style-src 'sha256-[\w+/=]+'; /);
  assert.doesNotMatch(policy, /unsafe|script|\*/);
});

const wrong: readonly [string, number, (listener: CallbackListening) => [string, Sent?]][] = [
  ['another path', 404, (l) => [callback(l, { code: 'c', state }).replace('/oauth/callback', '/')]],
  ['a path below', 404, (l) => [callback(l, { code: 'c', state }).replace('/callback', '/callback/x')]],
  ['the icon that browsers ask for', 404, (l) => [new URL('/favicon.ico', l.redirectUri).href]],
  ['no state', 400, (l) => [callback(l, { code: 'c' })]],
  ['another state', 400, (l) => [callback(l, { code: 'c', state: `${state}x` })]],
  ['an error under another state', 400, (l) => [callback(l, { error: 'access_denied', state: '' })]],
  ['the state twice', 400, (l) => [`${callback(l, { code: 'c', state })}&state=${state}`]],
  ['two codes', 400, (l) => [`${callback(l, { code: 'c', state })}&code=d`]],
  ['a code and an error', 400, (l) => [callback(l, { code: 'c', error: 'x', state })]],
  ['neither code nor error', 400, (l) => [callback(l, { state })]],
  ['an empty code', 400, (l) => [callback(l, { code: '', state })]],
  ['a code with a line break', 400, (l) => [callback(l, { code: 'a\nb', state })]],
  [
    'another host name',
    400,
    (l) => [callback(l, { code: 'c', state }), { headers: { host: `localhost:${new URL(l.redirectUri).port}` } }],
  ],
  ['a host without the port', 400, (l) => [callback(l, { code: 'c', state }), { headers: { host: '127.0.0.1' } }]],
  ['POST', 405, (l) => [callback(l, { code: 'c', state }), { method: 'POST' }]],
  ['HEAD', 405, (l) => [callback(l, { code: 'c', state }), { method: 'HEAD' }]],
];

for (const [name, status, requestTo] of wrong) {
  test(`${name} is answered with ${status} and changes nothing`, async (t) => {
    const listener = await listening(t);
    assert.equal((await send(...requestTo(listener))).status, status);
    assert.ok(await isOpen(listener));
    await fetch(callback(listener, { code: 'right', state }));
    const answer = await listener.answer;
    assert.ok('code' in answer && answer.code.reveal() === 'right');
  });
}

test('the first right callback counts, and a second does no harm', async (t) => {
  const listener = await listening(t);
  await fetch(callback(listener, { code: 'first', state }));
  assert.equal((await fetch(callback(listener, { code: 'second', state }))).status, 200);
  const answer = await listener.answer;
  assert.ok('code' in answer && answer.code.reveal() === 'first');
});

test('a request that is far too long is refused and changes nothing, a long code passes', async (t) => {
  const listener = await listening(t);
  // The server may hang up before the client has sent it all.
  const status = await send(callback(listener, { code: 'c'.repeat(100_000), state })).then(
    (response) => response.status,
    (error: NodeJS.ErrnoException) => error.code,
  );
  assert.ok(status === 431 || status === 'ECONNRESET' || status === 'EPIPE', String(status));
  assert.ok(await isOpen(listener));
  assert.equal((await send(callback(listener, { code: 'c'.repeat(20_000), state }))).status, 200);
});

test('only the loopback address is bound', async (t) => {
  const listener = await listening(t);
  const port = Number(new URL(listener.redirectUri).port);
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal);
  for (const host of ['127.0.0.2', '::1', ...others.map(({ address }) => address)]) {
    const reached = await new Promise((resolve) => {
      const socket = connect({ host, port }, () => resolve(true)).once('error', () => resolve(false));
      t.after(() => socket.destroy());
    });
    assert.equal(reached, false, host);
  }
  assert.equal((await send(new URL('/', listener.redirectUri).href)).status, 404, 'the control: 127.0.0.1 answers');
});

test('a port that is taken is named', async (t) => {
  const port = await listenOn(t, createServer());
  await assert.rejects(createCallbackListener().listen({ port, state }), (error) => {
    assert.ok(isError(error, 'PORT_TAKEN'));
    assert.equal(error.args.port, port);
    return true;
  });
});

test('after close the port is free, even with a connection that was kept open', async () => {
  const listener = await createCallbackListener().listen({ port: 0, state });
  const port = Number(new URL(listener.redirectUri).port);
  const idle = connect(port, '127.0.0.1');
  const halfSent = connect(port, '127.0.0.1', () => halfSent.write('GET /oauth/callback HTTP/1.1\r\nHost:'));
  for (const socket of [idle, halfSent]) socket.on('error', () => {});
  await sleep(50);
  const started = performance.now();
  await listener.close();
  assert.ok(performance.now() - started < 2_000);
  const again = await createCallbackListener().listen({ port, state });
  await again.close();
});

test('the page still arrives when the listener closes at the very answer', async () => {
  const listener = await createCallbackListener().listen({ port: 0, state });
  const page = fetch(callback(listener, { code: 'c', state })).then((response) => response.text());
  await listener.answer;
  await listener.close();
  assert.match(await page, /Sign-in confirmed/);
});
