import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { answerAll } from './answering-all.ts';
import { startChild } from './child.ts';
import { scratchFolder } from './scratch.ts';
import { listen } from './services.ts';

// Made with openssl for these tests alone: a CA, and a certificate of it for localhost and 127.0.0.1.
const tlsFile = (name: string): string => join(import.meta.dirname, 'tls', name);
const ca = tlsFile('ca.pem');
const keys = { key: readFileSync(tlsFile('server-key.pem')), cert: readFileSync(tlsFile('server.pem')) };

const notLinux = process.platform !== 'linux' && 'the store is a folder and a file on Linux only';

async function outcomeWith(t: TestContext, env: NodeJS.ProcessEnv): Promise<string> {
  const port = await listen(t, createServer(keys, answerAll));
  const surroundings = { PATH: process.env['PATH'], HOME: scratchFolder(t), ...env };
  return startChild(t, ['call-services', `https://localhost:${port}`], { env: surroundings }).over;
}

test('a certificate of an unknown authority is refused, and the remedy names AWS_CA_BUNDLE', async (t) => {
  const told = await outcomeWith(t, {});
  assert.match(told, /^NETWORK_FAILED: cannot reach localhost:\d+: .*authority that this machine does not trust/);
  assert.match(told, /AWS_CA_BUNDLE/);
});

test('the CA of AWS_CA_BUNDLE is trusted', async (t) => {
  assert.equal(await outcomeWith(t, { AWS_CA_BUNDLE: ca }), 'done\n');
});

test('the CA of NODE_EXTRA_CA_CERTS is trusted', async (t) => {
  assert.equal(await outcomeWith(t, { NODE_EXTRA_CA_CERTS: ca }), 'done\n');
});

test('a CA of the system is trusted', { skip: notLinux }, async (t) => {
  assert.equal(await outcomeWith(t, { SSL_CERT_FILE: ca }), 'done\n');
});

test(
  'a Linux without a folder of CAs is no reason to complain, and its file of CAs counts',
  { skip: notLinux },
  async (t) => {
    const port = await listen(t, createServer(keys, answerAll));
    const env = { PATH: process.env['PATH'], HOME: scratchFolder(t), SSL_CERT_DIR: '/nowhere', SSL_CERT_FILE: ca };
    const child = startChild(t, ['call-services', `https://localhost:${port}`], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaints = '';
    child.process.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    assert.equal(await child.over, 'done\n');
    assert.equal(complaints, '');
  },
);

test('verification cannot be switched off by NODE_TLS_REJECT_UNAUTHORIZED', async (t) => {
  const told = await outcomeWith(t, { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_NO_WARNINGS: '1' });
  assert.match(told, /^NETWORK_FAILED/);
});

test('a bundle that is missing, empty of certificates or broken is named', async (t) => {
  const folder = scratchFolder(t);
  const broken = join(folder, 'broken.pem');
  const empty = join(folder, 'empty.pem');
  writeFileSync(broken, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
  writeFileSync(empty, 'nothing\n');
  for (const file of [join(folder, 'none.pem'), broken, empty]) {
    const told = await outcomeWith(t, { AWS_CA_BUNDLE: file });
    assert.ok(told.startsWith(`FILE_UNREADABLE: cannot read ${file}`), told);
  }
});
