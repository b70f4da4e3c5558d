import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ListAccountsCommand } from '@aws-sdk/client-sso';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Fault } from '../../src/emulator/faults/fault-rule.ts';
import { startEmulator, type RunningEmulator } from '../../src/emulator/start-emulator.ts';
import { emulatorFor, oidcOf, portalOf, refresh, registerDeviceClient, signIn } from '../support/emulator-clients.ts';

const accounts = '/assignment/accounts';

const listAccounts = (emulator: RunningEmulator, accessToken = 'none') =>
  portalOf(emulator).send(new ListAccountsCommand({ accessToken }));

const raw = (emulator: RunningEmulator, init: RequestInit = {}) =>
  fetch(emulator.url + accounts, { redirect: 'manual', ...init });

/** A signed-in client, and an emulator whose list of accounts has the fault. */
async function faulty(t: Parameters<typeof emulatorFor>[0], fault: Fault) {
  const emulator = await emulatorFor(t, { approve: 'automatic', faults: [{ path: accounts, fault }] });
  const { accessToken = '' } = await signIn(emulator);
  return { emulator, accessToken };
}

const statusOf = (status: number) => (error: { $metadata: { httpStatusCode?: number } }) => {
  assert.equal(error.$metadata.httpStatusCode, status);
  return true;
};

test('an error has the shape of the service whose path it hits', async (t) => {
  const fault: Fault = { kind: 'error', status: 500, type: 'InternalServerException', message: 'broken' };
  const emulator = await emulatorFor(t, { faults: [{ path: '*', fault }] });
  await assert.rejects(registerDeviceClient(oidcOf(emulator)), {
    name: 'InternalServerException',
    error: 'server_error',
    error_description: 'broken',
  });
  await assert.rejects(listAccounts(emulator), { name: 'InternalServerException', message: 'broken' });
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const sts = new STSClient({ region: 'eu-west-1', endpoint: emulator.url, maxAttempts: 1, credentials });
  const refused = { name: 'InternalServerException', message: 'broken' };
  await assert.rejects(sts.send(new GetCallerIdentityCommand({})), refused);
  assert.match(await (await fetch(`${emulator.url}/device`)).text(), /<p>broken<\/p>/);
});

test('throttling is 429 with Retry-After, and Throttling at STS', async (t) => {
  const fault: Fault = { kind: 'throttle', retryAfter: 7 };
  const emulator = await emulatorFor(t, { faults: [{ path: '*', fault }] });
  await assert.rejects(listAccounts(emulator), { name: 'TooManyRequestsException' });
  const answer = await raw(emulator);
  assert.deepEqual([answer.status, answer.headers.get('retry-after')], [429, '7']);
  assert.match(await (await fetch(emulator.url)).text(), /<Code>Throttling<\/Code>/);
});

test('the SDK gets through two throttled answers by itself', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const { accessToken } = await signIn(emulator);
  emulator.settings.faults = [{ path: accounts, times: 2, fault: { kind: 'throttle' } }];
  assert.ok((await portalOf(emulator, 3).send(new ListAccountsCommand({ accessToken }))).accountList);
  assert.equal(emulator.requests.filter(({ path }) => path === accounts).length, 3);
});

test('a rule spares the first requests and ends after its times', async (t) => {
  const emulator = await emulatorFor(t);
  emulator.settings.faults = [{ path: accounts, skip: 1, times: 2, fault: { kind: 'html', status: 503 } }];
  const statuses = async (count: number) => {
    const found: number[] = [];
    for (let index = 0; index < count; index++) found.push((await raw(emulator)).status);
    return found;
  };
  assert.deepEqual(await statuses(5), [401, 503, 503, 401, 401]);
  emulator.settings.faults = [{ path: accounts, times: 1, fault: { kind: 'html', status: 502 } }];
  assert.deepEqual(await statuses(2), [502, 401]);
});

test('a rule hits its own path and method only', async (t) => {
  const fault: Fault = { kind: 'html', status: 503 };
  const emulator = await emulatorFor(t, { faults: [{ path: '/assignment/*', method: 'GET', fault }] });
  assert.equal((await raw(emulator)).status, 503);
  assert.equal((await fetch(`${emulator.url}/assignment/roles`)).status, 503);
  assert.equal((await fetch(`${emulator.url}/assignment/roles`, { method: 'POST' })).status, 404);
  assert.equal((await fetch(`${emulator.url}/federation/credentials`)).status, 401);
});

test('delays add up, and the request is answered after them', async (t) => {
  const fault: Fault = { kind: 'delay', milliseconds: 60 };
  const rule = { path: accounts, fault };
  const emulator = await emulatorFor(t, { faults: [rule, { ...rule }] });
  const began = performance.now();
  assert.equal((await raw(emulator)).status, 401);
  assert.ok(performance.now() - began >= 118);
});

test('a reset breaks the connection before the service acts', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const first = await signIn(emulator);
  emulator.settings.faults = [{ path: '/token', times: 1, fault: { kind: 'reset' } }];
  await assert.rejects(refresh(oidcOf(emulator), first, first.refreshToken), { code: 'ECONNRESET' });
  assert.ok((await refresh(oidcOf(emulator), first, first.refreshToken)).accessToken);
});

test('a reset after handling loses only the answer: the refresh token is spent', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const first = await signIn(emulator);
  emulator.settings.faults = [{ path: '/token', times: 1, fault: { kind: 'reset', afterHandling: true } }];
  await assert.rejects(refresh(oidcOf(emulator), first, first.refreshToken), { code: 'ECONNRESET' });
  await assert.rejects(refresh(oidcOf(emulator), first, first.refreshToken), { name: 'InvalidGrantException' });
});

test('a cut answer is half a body under the full content-length', async (t) => {
  const { emulator, accessToken } = await faulty(t, { kind: 'cut' });
  const answer = await raw(emulator, { headers: { 'x-amz-sso_bearer_token': accessToken } });
  assert.equal(answer.status, 200);
  let received = '';
  await assert.rejects(async () => {
    for await (const chunk of answer.body ?? []) received += Buffer.from(chunk).toString();
  });
  assert.ok(received.startsWith('{"accountList":[{'), received);
  assert.equal(received.length, Math.floor(Number(answer.headers.get('content-length')) / 2));
  await assert.rejects(listAccounts(emulator, accessToken));
});

test('a page in the place of JSON is an error of the client', async (t) => {
  const { emulator, accessToken } = await faulty(t, { kind: 'html' });
  await assert.rejects(listAccounts(emulator, accessToken), SyntaxError);
  assert.match((await raw(emulator)).headers.get('content-type') ?? '', /^text\/html/);
});

test('a huge answer has exactly the bytes that were asked for', async (t) => {
  const { emulator } = await faulty(t, { kind: 'huge', bytes: 3_000_001 });
  const answer = await raw(emulator);
  assert.equal(answer.headers.get('content-length'), '3000001');
  assert.equal((await answer.arrayBuffer()).byteLength, 3_000_001);
});

test('an endless answer goes on until the client hangs up', async (t) => {
  const { emulator } = await faulty(t, { kind: 'endless' });
  let received = 0;
  for await (const chunk of (await raw(emulator)).body ?? []) {
    received += (chunk as Uint8Array).length;
    if (received > 20_000_000) break;
  }
  assert.ok(received > 20_000_000);
});

test('a hanging request is never answered', async (t) => {
  const { emulator } = await faulty(t, { kind: 'hang' });
  await assert.rejects(raw(emulator, { signal: AbortSignal.timeout(150) }), { name: 'TimeoutError' });
});

test('a redirect leads to another host', async (t) => {
  const other = await emulatorFor(t);
  const { emulator } = await faulty(t, { kind: 'redirect', location: `${other.url}/elsewhere` });
  const answer = await raw(emulator);
  assert.deepEqual([answer.status, answer.headers.get('location')], [307, `${other.url}/elsewhere`]);
  await fetch(emulator.url + accounts);
  assert.deepEqual(
    other.requests.map(({ path }) => path),
    ['/elsewhere'],
  );
});

test('a patch changes fields of the real answer', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  emulator.settings.faults = [
    { path: '/token', fault: { kind: 'patch', fields: { expiresIn: 'soon', accessToken: null } } },
  ];
  const keys = await registerDeviceClient(oidcOf(emulator));
  const post = async (path: string, body: object) => {
    const init = { method: 'POST', body: JSON.stringify({ ...keys, ...body }) };
    return (await (await fetch(emulator.url + path, init)).json()) as Record<string, unknown>;
  };
  const { deviceCode } = await post('/device_authorization', { startUrl: emulator.settings.startUrls[0] });
  const token = await post('/token', { grantType: 'urn:ietf:params:oauth:grant-type:device_code', deviceCode });
  assert.deepEqual([token['expiresIn'], token['accessToken'], token['tokenType']], ['soon', null, 'Bearer']);
});

test('a raw answer is sent as it was written', async (t) => {
  const fault: Fault = { kind: 'raw', status: 418, headers: { 'x-odd': 'yes' }, body: 'æ not JSON' };
  const { emulator, accessToken } = await faulty(t, fault);
  const answer = await raw(emulator);
  assert.deepEqual([answer.status, answer.headers.get('x-odd'), await answer.text()], [418, 'yes', 'æ not JSON']);
  await assert.rejects(listAccounts(emulator, accessToken), statusOf(418));
});

test('closing ends what waits, hangs or never ends, and frees the port', async () => {
  const emulator = await startEmulator({
    faults: [
      { path: '/slow', fault: { kind: 'delay', milliseconds: 600_000 } },
      { path: '/hang', fault: { kind: 'hang' } },
      { path: '/endless', fault: { kind: 'endless' } },
    ],
  });
  const read = async (path: string) => (await fetch(emulator.url + path)).text();
  const readings = ['/slow', '/hang', '/endless'].map((path) => assert.rejects(read(path)));
  while (emulator.requests.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  await emulator.close();
  await Promise.all(readings);
  const next = await startEmulator({ port: emulator.port });
  await next.close();
});
