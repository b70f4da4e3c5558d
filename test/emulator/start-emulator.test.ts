import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { test } from 'node:test';
import { startEmulator } from '../../src/emulator/start-emulator.ts';
import { emulatorFor, oidcOf, registerDeviceClient } from '../support/emulator-clients.ts';

const post = (url: string, body: string, type = 'application/json') =>
  fetch(url, { method: 'POST', body, headers: { 'content-type': type } });

test('the default world has koa-dev with its role, and settings replace lifetimes one by one', async (t) => {
  const { settings } = await emulatorFor(t, { lifetimes: { accessToken: 5000 } });
  const account = settings.accounts.find(({ accountId }) => accountId === '931827427725');
  assert.deepEqual([account?.accountName, account?.roles], ['koa-dev', ['idp_customer_access']]);
  assert.deepEqual([settings.lifetimes.accessToken, settings.lifetimes.session], [5000, 8 * 3_600_000]);
});

test('two servers share no settings', async (t) => {
  const one = await emulatorFor(t);
  const other = await emulatorFor(t);
  one.settings.accounts.length = 0;
  assert.ok(other.settings.accounts.length > 0);
});

test('the server listens on 127.0.0.1 only', async (t) => {
  const { port } = await emulatorFor(t);
  const canConnect = async (host: string) => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const socket = connect(port, host, () => resolve(true)).once('error', () => resolve(false));
    return promise.finally(() => socket.destroy());
  };
  assert.equal(await canConnect('127.0.0.1'), true);
  const others = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  for (const { address, internal } of others) if (!internal) assert.equal(await canConnect(address), false, address);
});

test('a port that is taken is an error', async (t) => {
  const { port } = await emulatorFor(t);
  await assert.rejects(startEmulator({ port }), { code: 'EADDRINUSE' });
});

test('every request is recorded with method, path, query, headers, body and time', async (t) => {
  const emulator = await emulatorFor(t, { clockOffset: -86_400_000 });
  await registerDeviceClient(oidcOf(emulator));
  await fetch(`${emulator.url}/assignment/roles?account_id=1`, { headers: { 'x-amz-sso_bearer_token': 'token' } });
  await post(emulator.url, 'Action=Nothing', 'application/x-www-form-urlencoded');
  const [register, roles, sts] = emulator.requests;
  assert.deepEqual([register?.method, register?.path], ['POST', '/client/register']);
  assert.deepEqual(register?.body, { clientName: 'test', clientType: 'public', scopes: ['sso:account:access'] });
  assert.deepEqual([roles?.query, roles?.body], [{ account_id: '1' }, undefined]);
  assert.equal(roles?.headers['x-amz-sso_bearer_token'], 'token');
  assert.deepEqual(sts?.body, { Action: 'Nothing' });
  assert.ok(Math.abs((sts?.time ?? 0) - (Date.now() - 86_400_000)) < 5000);
});

test('the Date header is that of the clock with its offset', async (t) => {
  const emulator = await emulatorFor(t);
  const skew = async () => Date.parse((await fetch(emulator.url)).headers.get('date') ?? '') - Date.now();
  assert.ok(Math.abs(await skew()) < 3000);
  emulator.settings.clockOffset = 3_600_000;
  assert.ok(Math.abs((await skew()) - 3_600_000) < 3000);
});

test('an unknown operation is 404 UnknownOperationException', async (t) => {
  const { url } = await emulatorFor(t);
  const answer = await fetch(`${url}/nothing`);
  assert.deepEqual([answer.status, answer.headers.get('x-amzn-errortype')], [404, 'UnknownOperationException']);
});

for (const body of [
  '',
  '{',
  '[]',
  'null',
  '"text"',
  '{"clientName":1,"clientType":"public"}',
  '{"clientType":"public","scopes":"x"}',
]) {
  test(`the body ${body || 'that is empty'} is InvalidRequestException`, async (t) => {
    const { url } = await emulatorFor(t);
    const answer = await post(`${url}/client/register`, body);
    assert.deepEqual([answer.status, answer.headers.get('x-amzn-errortype')], [400, 'InvalidRequestException']);
    assert.equal(((await answer.json()) as { error: string }).error, 'invalid_request');
  });
}

test('a body of more than 1 MiB breaks the connection, and the server lives on', async (t) => {
  const { url } = await emulatorFor(t);
  await assert.rejects(post(`${url}/token`, 'x'.repeat(2 * 1024 * 1024)));
  assert.equal((await post(`${url}/token`, 'x')).status, 400);
});

test('bytes that are no HTTP do not end the server', async (t) => {
  const { url, port } = await emulatorFor(t);
  const { promise, resolve } = Promise.withResolvers<void>();
  connect(port, '127.0.0.1')
    .on('close', () => resolve())
    .on('error', () => undefined)
    .resume()
    .end('\u0000nonsense\r\n\r\n');
  await promise;
  assert.equal((await fetch(`${url}/device`)).status, 200);
});

test('a query that cannot be decoded is an error answer', async (t) => {
  const { url } = await emulatorFor(t);
  assert.equal((await fetch(`${url}/assignment/accounts?next_token=%E0%A4%A`)).status, 401);
});
