import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RegisterClientCommand, StartDeviceAuthorizationCommand } from '@aws-sdk/client-sso-oidc';
import {
  accountAccess,
  emulatorFor,
  oidcOf,
  open,
  press,
  redeemDevice,
  refresh,
  registerDeviceClient,
  registerPkceClient,
  signIn,
  startDevice,
} from '../support/emulator-clients.ts';

const minute = 60_000;

test('a registration lives 90 days and says so in epoch seconds', async (t) => {
  const emulator = await emulatorFor(t);
  const command = new RegisterClientCommand({ clientName: 'test', clientType: 'public' });
  const { clientSecretExpiresAt, clientIdIssuedAt } = await oidcOf(emulator).send(command);
  assert.equal(Number(clientSecretExpiresAt) - Number(clientIdIssuedAt), 90 * 24 * 3600);
});

const refusedRegistrations = [
  { name: 'InvalidScopeException', error: 'invalid_scope', change: { scopes: ['of:nobody'] } },
  { name: 'UnsupportedGrantTypeException', error: 'unsupported_grant_type', change: { grantTypes: ['password'] } },
  { name: 'InvalidClientMetadataException', error: 'invalid_client_metadata', change: { clientType: 'confidential' } },
  {
    name: 'InvalidRequestException',
    error: 'invalid_request',
    change: { issuerUrl: 'https://other.awsapps.com/start' },
  },
  { name: 'InvalidRequestException', error: 'invalid_request', change: { clientName: '' } },
  { name: 'InvalidRedirectUriException', error: 'invalid_redirect_uri', change: { redirectUris: ['https://x.test/'] } },
];
for (const { name, error, change } of refusedRegistrations) {
  test(`a registration with ${JSON.stringify(change)} is refused with ${name}`, async (t) => {
    const oidc = oidcOf(await emulatorFor(t));
    const command = new RegisterClientCommand({ clientName: 'test', clientType: 'public', ...change });
    await assert.rejects(oidc.send(command), { name, error });
  });
}

test('the device flow gives a token after a person pressed Allow on the page', async (t) => {
  const emulator = await emulatorFor(t);
  const oidc = oidcOf(emulator);
  const keys = await registerDeviceClient(oidc);
  const grant = await startDevice(oidc, keys);
  assert.equal(grant.verificationUriComplete, `${grant.verificationUri}?user_code=${grant.userCode}`);
  await assert.rejects(redeemDevice(oidc, keys, grant.deviceCode), {
    name: 'AuthorizationPendingException',
    error: 'authorization_pending',
  });
  const page = await (await open(grant.verificationUriComplete ?? '')).text();
  assert.match(await (await press(emulator, page, 'allow')).text(), /You are signed in/);
  emulator.settings.clockOffset += 2000;
  const token = await redeemDevice(oidc, keys, grant.deviceCode);
  assert.equal(token.tokenType, 'Bearer');
  assert.equal(token.expiresIn, 3600);
  assert.ok(token.refreshToken);
});

test('the device flow ends with AccessDeniedException after Deny', async (t) => {
  const emulator = await emulatorFor(t);
  const oidc = oidcOf(emulator);
  const keys = await registerDeviceClient(oidc);
  const grant = await startDevice(oidc, keys);
  const page = await (await open(grant.verificationUriComplete ?? '')).text();
  assert.match(await (await press(emulator, page, 'deny')).text(), /Nothing was allowed/);
  await assert.rejects(redeemDevice(oidc, keys, grant.deviceCode), {
    name: 'AccessDeniedException',
    error: 'access_denied',
  });
});

test('approve says yes or no in the place of a person, also for a sign-in that already waits', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'deny', interval: 0 });
  const oidc = oidcOf(emulator);
  const keys = await registerDeviceClient(oidc);
  const { deviceCode } = await startDevice(oidc, keys);
  await assert.rejects(redeemDevice(oidc, keys, deviceCode), { name: 'AccessDeniedException' });
  emulator.settings.approve = 'automatic';
  assert.ok((await redeemDevice(oidc, keys, deviceCode)).accessToken);
});

test('polling before the interval is over is SlowDownException and costs five seconds more', async (t) => {
  const emulator = await emulatorFor(t, { interval: 1000 });
  const oidc = oidcOf(emulator);
  const keys = await registerDeviceClient(oidc);
  const { deviceCode, interval } = await startDevice(oidc, keys);
  assert.equal(interval, 1);
  const poll = (name: string) => assert.rejects(redeemDevice(oidc, keys, deviceCode), { name });
  await poll('AuthorizationPendingException');
  await poll('SlowDownException');
  emulator.settings.clockOffset += 3000;
  await poll('SlowDownException');
  emulator.settings.clockOffset += 11_000;
  await poll('AuthorizationPendingException');
});

test('without an interval in the answer, five seconds hold', async (t) => {
  const emulator = await emulatorFor(t, { interval: null });
  const oidc = oidcOf(emulator);
  const keys = await registerDeviceClient(oidc);
  const { deviceCode, interval } = await startDevice(oidc, keys);
  assert.equal(interval, undefined);
  await assert.rejects(redeemDevice(oidc, keys, deviceCode), { name: 'AuthorizationPendingException' });
  emulator.settings.clockOffset += 4000;
  await assert.rejects(redeemDevice(oidc, keys, deviceCode), { name: 'SlowDownException', error: 'slow_down' });
});

test('a device code expires', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const oidc = oidcOf(emulator);
  const keys = await registerDeviceClient(oidc);
  const { deviceCode } = await startDevice(oidc, keys);
  emulator.settings.clockOffset = 11 * minute;
  await assert.rejects(redeemDevice(oidc, keys, deviceCode), { name: 'ExpiredTokenException', error: 'expired_token' });
});

test('a device code works once, and for its own client only', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic', interval: 0 });
  const oidc = oidcOf(emulator);
  const keys = await registerDeviceClient(oidc);
  const { deviceCode } = await startDevice(oidc, keys);
  const redeemAs = async (who: typeof keys) => redeemDevice(oidc, who, deviceCode);
  await assert.rejects(redeemAs(await registerDeviceClient(oidc)), { name: 'InvalidGrantException' });
  await redeemAs(keys);
  await assert.rejects(redeemAs(keys), { name: 'InvalidGrantException', error: 'invalid_grant' });
});

test('an unknown start URL is refused, and the spellings of a known one are not', async (t) => {
  const oidc = oidcOf(await emulatorFor(t));
  const keys = await registerDeviceClient(oidc);
  const start = (startUrl: string) => oidc.send(new StartDeviceAuthorizationCommand({ ...keys, startUrl }));
  await assert.rejects(start('https://other.awsapps.com/start'), { name: 'InvalidRequestException' });
  for (const end of ['', '/', '#', '#/', '/#/']) await start(`https://jppol-sso.awsapps.com/start${end}`);
});

test('a wrong client secret, an unknown client and an expired registration are InvalidClientException', async (t) => {
  const emulator = await emulatorFor(t);
  const oidc = oidcOf(emulator);
  const keys = await registerDeviceClient(oidc);
  const refused = { name: 'InvalidClientException', error: 'invalid_client' };
  await assert.rejects(startDevice(oidc, { ...keys, clientSecret: 'wrong' }), refused);
  await assert.rejects(startDevice(oidc, { ...keys, clientId: 'unknown' }), refused);
  await startDevice(oidc, keys);
  emulator.settings.clockOffset = 91 * 24 * 60 * minute;
  await assert.rejects(startDevice(oidc, keys), refused);
});

test('a client that registered for the authorization code cannot use the device flow', async (t) => {
  const oidc = oidcOf(await emulatorFor(t));
  const keys = await registerPkceClient(oidc);
  await assert.rejects(startDevice(oidc, keys), { name: 'UnauthorizedClientException', error: 'unauthorized_client' });
});

test('a client without scopes gets no refresh token and a token for the whole session', async (t) => {
  const token = await signIn(await emulatorFor(t, { approve: 'automatic' }), []);
  assert.equal(token.refreshToken, undefined);
  assert.equal(token.expiresIn, 8 * 3600);
});

test('a refresh token works once, and its answer holds the next one', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const oidc = oidcOf(emulator);
  const first = await signIn(emulator);
  const second = await refresh(oidc, first, first.refreshToken);
  await assert.rejects(refresh(oidc, first, first.refreshToken), {
    name: 'InvalidGrantException',
    error: 'invalid_grant',
  });
  assert.ok((await refresh(oidc, first, second.refreshToken)).accessToken);
});

test('of twenty refreshes at the same moment one succeeds', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const first = await signIn(emulator);
  const oidc = oidcOf(emulator);
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => refresh(oidc, first, first.refreshToken)));
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
});

test('settings make refresh tokens last and their answers come without one', async (t) => {
  const change = { refreshTokensAreSingleUse: false, refreshAnswersWithRefreshToken: false };
  const emulator = await emulatorFor(t, { approve: 'automatic', ...change });
  const first = await signIn(emulator);
  for (const round of ['first', 'second']) {
    const answer = await refresh(oidcOf(emulator), first, first.refreshToken);
    assert.ok(answer.accessToken, `${round} refresh`);
    assert.equal(answer.refreshToken, undefined, `${round} refresh`);
  }
});

test('a refreshed token ends with its session, and after that nothing is refreshed', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const oidc = oidcOf(emulator);
  const first = await signIn(emulator, [accountAccess]);
  emulator.settings.clockOffset = (7 * 60 + 30) * minute;
  const second = await refresh(oidc, first, first.refreshToken);
  assert.ok(Number(second.expiresIn) <= 30 * 60 && Number(second.expiresIn) > 29 * 60);
  emulator.settings.clockOffset = 8 * 60 * minute + 1;
  await assert.rejects(refresh(oidc, first, second.refreshToken), { name: 'InvalidGrantException' });
});
