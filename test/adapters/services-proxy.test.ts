import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { answerAll } from './answering-all.ts';
import { startChild } from './child.ts';
import { scratchFolder } from './scratch.ts';
import { listen } from './services.ts';

interface Proxy {
  readonly port: number;
  /** `CONNECT host:port` or `METHOD address` of each request, with the proxy authorization if there was one. */
  readonly seen: string[];
}

/** A proxy that does what it is asked and notes it; with `refuses`, it answers with that status instead. */
async function startProxy(t: TestContext, refuses?: number): Promise<Proxy> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
    if (refuses !== undefined) return void response.writeHead(refuses).end();
    const { method, headers, url = '' } = request;
    request.pipe(httpRequest(url, { method, headers }, (answer) => answer.pipe(response)));
  });
  server.on('connect', (request, socket) => {
    seen.push(`CONNECT ${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
    if (refuses !== undefined) return void socket.end(`HTTP/1.1 ${refuses} No\r\n\r\n`);
    const [host = '', port] = (request.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    for (const end of [socket, onward]) end.on('error', () => onward.destroy());
  });
  return { port: await listen(t, server), seen };
}

const tlsFile = (name: string): string => join(import.meta.dirname, 'tls', name);
const keys = { key: readFileSync(tlsFile('server-key.pem')), cert: readFileSync(tlsFile('server.pem')) };

function outcomeOf(t: TestContext, endpoint: string, env: NodeJS.ProcessEnv): Promise<string> {
  const surroundings = { PATH: process.env['PATH'], HOME: scratchFolder(t), AWS_CA_BUNDLE: tlsFile('ca.pem'), ...env };
  return startChild(t, ['call-services', endpoint], { env: surroundings }).over;
}

test('https goes through a tunnel of HTTPS_PROXY, and TLS is checked behind it', async (t) => {
  const [proxy, port] = [await startProxy(t), await listen(t, createTlsServer(keys, answerAll))];
  const env = { HTTPS_PROXY: `http://someone:pass@127.0.0.1:${proxy.port}` };
  assert.equal(await outcomeOf(t, `https://localhost:${port}`, env), 'done\n');
  assert.deepEqual([...new Set(proxy.seen)], [`CONNECT localhost:${port} Basic c29tZW9uZTpwYXNz`]);
  assert.match(await outcomeOf(t, `https://localhost:${port}`, { ...env, AWS_CA_BUNDLE: undefined }), /does not trust/);
});

test('http goes through HTTP_PROXY', async (t) => {
  const [proxy, port] = [await startProxy(t), await listen(t, createServer(answerAll))];
  assert.equal(await outcomeOf(t, `http://127.0.0.1:${port}`, { http_proxy: `127.0.0.1:${proxy.port}` }), 'done\n');
  assert.deepEqual(
    proxy.seen,
    ['client/register', 'logout', ''].map((path) => `POST http://127.0.0.1:${port}/${path}`),
  );
});

test('what NO_PROXY names goes directly', async (t) => {
  const [proxy, port] = [await startProxy(t), await listen(t, createTlsServer(keys, answerAll))];
  const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: 'example.com,localhost' };
  assert.equal(await outcomeOf(t, `https://localhost:${port}`, env), 'done\n');
  assert.deepEqual(proxy.seen, []);
});

test('a proxy that refuses is named without its password, and is not gone around', async (t) => {
  for (const scheme of ['http', 'https']) {
    const proxy = await startProxy(t, 407);
    const address = `http://someone:hidden@127.0.0.1:${proxy.port}`;
    const told = await outcomeOf(t, `${scheme}://localhost:9`, { HTTP_PROXY: address, HTTPS_PROXY: address });
    assert.match(
      told,
      /^NETWORK_FAILED: cannot reach localhost:9 through the proxy 127\.0\.0\.1:\d+: the proxy did not make/,
    );
    assert.doesNotMatch(told, /hidden/);
  }
});

test('a proxy that is not there or speaks SOCKS is an error, not a reason to go directly', async (t) => {
  const port = await listen(t, createServer(answerAll));
  const gone = await outcomeOf(t, `http://127.0.0.1:${port}`, { HTTP_PROXY: 'http://127.0.0.1:9' });
  assert.match(gone, /^NETWORK_FAILED: .*through the proxy 127\.0\.0\.1:9: the connection was refused/);
  const socks = await outcomeOf(t, `http://127.0.0.1:${port}`, { HTTP_PROXY: 'socks5://127.0.0.1:9' });
  assert.match(socks, /^NETWORK_FAILED: .*the address of the proxy is no http or https address/);
});
