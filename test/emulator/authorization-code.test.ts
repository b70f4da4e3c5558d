import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CreateTokenCommand } from '@aws-sdk/client-sso-oidc';
import {
  authorizeRequest,
  type ClientKeys,
  emulatorFor,
  oidcOf,
  open,
  press,
  refresh,
  registerDeviceClient,
  registerPkceClient,
  sentBack,
} from '../support/emulator-clients.ts';
import type { RunningEmulator } from '../../src/emulator/start-emulator.ts';

const redirectUri = 'http://127.0.0.1:8400/oauth/callback';

const redeem = (emulator: RunningEmulator, input: ClientKeys & Record<string, string | undefined>) =>
  oidcOf(emulator).send(new CreateTokenCommand({ grantType: 'authorization_code', redirectUri, ...input }));

async function codeFor(emulator: RunningEmulator, keys: ClientKeys) {
  const { url, codeVerifier } = authorizeRequest(emulator, keys.clientId);
  return { ...keys, codeVerifier, code: sentBack(await open(url)).parameters['code'] };
}

test('Allow leads back with code and state, and the code gives tokens that can be refreshed', async (t) => {
  const emulator = await emulatorFor(t);
  const oidc = oidcOf(emulator);
  const keys = await registerPkceClient(oidc);
  const { url, codeVerifier } = authorizeRequest(emulator, keys.clientId);
  const page = await open(url);
  assert.equal(page.status, 200);
  const back = await press(emulator, await page.text(), 'allow');
  assert.equal(back.status, 302);
  const { origin, parameters } = sentBack(back);
  assert.equal(origin, redirectUri);
  assert.equal(parameters['state'], 'some state');
  const token = await redeem(emulator, { ...keys, codeVerifier, code: parameters['code'] });
  assert.ok((await refresh(oidc, keys, token.refreshToken)).accessToken);
});

test('Deny leads back with access_denied and state', async (t) => {
  const emulator = await emulatorFor(t);
  const keys = await registerPkceClient(oidcOf(emulator));
  const page = await (await open(authorizeRequest(emulator, keys.clientId).url)).text();
  const { parameters } = sentBack(await press(emulator, page, 'deny'));
  assert.deepEqual(parameters, {
    error: 'access_denied',
    error_description: 'The person said no',
    state: 'some state',
  });
});

test('approve leads back at once, with a code or with access_denied', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const keys = await registerPkceClient(oidcOf(emulator));
  const { url } = authorizeRequest(emulator, keys.clientId);
  assert.ok(sentBack(await open(url)).parameters['code']);
  emulator.settings.approve = 'deny';
  assert.equal(sentBack(await open(url)).parameters['error'], 'access_denied');
});

test('a page answers once, and an answer without its ticket counts for nothing', async (t) => {
  const emulator = await emulatorFor(t);
  const keys = await registerPkceClient(oidcOf(emulator));
  const page = await (await open(authorizeRequest(emulator, keys.clientId).url)).text();
  assert.equal((await press(emulator, 'no ticket in here', 'allow')).status, 400);
  assert.equal((await press(emulator, page, 'allow')).status, 302);
  assert.equal((await press(emulator, page, 'allow')).status, 400);
});

test('the scopes may come as `scope` too', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const keys = await registerPkceClient(oidcOf(emulator));
  const asked = { scopes: undefined, scope: 'sso:account:access' };
  assert.ok(sentBack(await open(authorizeRequest(emulator, keys.clientId, asked).url)).parameters['code']);
  const foreign = { scopes: undefined, scope: 'codewhisperer:completions' };
  const { parameters } = sentBack(await open(authorizeRequest(emulator, keys.clientId, foreign).url));
  assert.equal(parameters['error'], 'invalid_scope');
});

test('an unknown client and a foreign redirect address are told on a page and never sent anywhere', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const { clientId } = await registerPkceClient(oidcOf(emulator));
  const requests = [
    authorizeRequest(emulator, 'unknown'),
    ...[
      'https://evil.test/oauth/callback',
      'http://127.0.0.1.evil.test/oauth/callback',
      'http://127.0.0.1:8400/other/path',
      'http://user@127.0.0.1:8400/oauth/callback',
      'http://localhost:8400/oauth/callback',
      'javascript:alert(1)',
      '',
    ].map((redirect_uri) => authorizeRequest(emulator, clientId, { redirect_uri })),
  ];
  for (const { url } of requests) {
    const answer = await open(url);
    assert.equal(answer.status, 400, url.href);
    assert.equal(answer.headers.get('location'), null, url.href);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
  }
});

const wrongParameters = [
  { change: { response_type: 'token' }, error: 'unsupported_response_type' },
  { change: { code_challenge_method: 'plain' }, error: 'invalid_request' },
  { change: { code_challenge: undefined }, error: 'invalid_request' },
  { change: { code_challenge: 'short' }, error: 'invalid_request' },
  { change: { scopes: 'of:nobody' }, error: 'invalid_scope' },
];
for (const { change, error } of wrongParameters) {
  test(`an authorize request with ${JSON.stringify(change)} leads back with ${error}`, async (t) => {
    const emulator = await emulatorFor(t, { approve: 'automatic' });
    const keys = await registerPkceClient(oidcOf(emulator));
    const { parameters } = sentBack(await open(authorizeRequest(emulator, keys.clientId, change).url));
    assert.deepEqual([parameters['error'], parameters['state'], parameters['code']], [error, 'some state', undefined]);
  });
}

test('a code verifier that does not fit the challenge is InvalidGrantException, and the right one still works', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const input = await codeFor(emulator, await registerPkceClient(oidcOf(emulator)));
  await assert.rejects(redeem(emulator, { ...input, codeVerifier: 'x'.repeat(64) }), { name: 'InvalidGrantException' });
  assert.ok((await redeem(emulator, input)).accessToken);
});

test('a code works once', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const input = await codeFor(emulator, await registerPkceClient(oidcOf(emulator)));
  await redeem(emulator, input);
  await assert.rejects(redeem(emulator, input), { name: 'InvalidGrantException', error: 'invalid_grant' });
});

test('a code expires', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const input = await codeFor(emulator, await registerPkceClient(oidcOf(emulator)));
  emulator.settings.clockOffset = 10 * 60_000 + 1;
  await assert.rejects(redeem(emulator, input), { name: 'InvalidGrantException' });
});

test('a code is good only with the redirect address of its request, port included', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const input = await codeFor(emulator, await registerPkceClient(oidcOf(emulator)));
  const elsewhere = { ...input, redirectUri: 'http://127.0.0.1:8401/oauth/callback' };
  await assert.rejects(redeem(emulator, elsewhere), { name: 'InvalidGrantException' });
});

test('a code is good only for the client that asked for it', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const input = await codeFor(emulator, await registerPkceClient(oidcOf(emulator)));
  const other = await registerPkceClient(oidcOf(emulator));
  await assert.rejects(redeem(emulator, { ...input, ...other }), { name: 'InvalidGrantException' });
});

test('a client of the device flow has no redirect address, so it gets no code', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const keys = await registerDeviceClient(oidcOf(emulator));
  assert.equal((await open(authorizeRequest(emulator, keys.clientId).url)).status, 400);
});
