import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { isError } from '../../src/domain/errors.ts';
import { Secret } from '../../src/domain/secret.ts';
import { minutes, seconds } from '../../src/domain/units.ts';
import { identityCenter, role, servicesOver, signedIn, startUrl } from './services.ts';

test('a client registers as public, with what was asked for and no signature', async (t) => {
  const { emulator, at } = await identityCenter(t);
  const registration = await servicesOver().oidc.registerClient(at, {
    clientName: 'botocore-client-x',
    scopes: ['sso:account:access'],
    grantTypes: ['authorization_code', 'refresh_token'],
    redirectUris: ['http://127.0.0.1/oauth/callback'],
    issuerUrl: startUrl,
  });
  assert.ok(registration.expiresAt > Date.now());
  assert.equal(String(registration.clientSecret), '***');
  const [request] = emulator.requests;
  assert.equal(request?.headers.authorization, undefined);
  assert.deepEqual(request?.body, {
    clientName: 'botocore-client-x',
    clientType: 'public',
    scopes: ['sso:account:access'],
    grantTypes: ['authorization_code', 'refresh_token'],
    redirectUris: ['http://127.0.0.1/oauth/callback'],
    issuerUrl: startUrl,
  });
});

test('the device flow gives a token that refreshes', async (t) => {
  const { oidc, at, registration, device, token } = await signedIn(t);
  assert.equal(device.interval, seconds(1));
  assert.equal(device.expiresIn, minutes(10));
  assert.ok(device.verificationUriComplete?.includes(device.userCode));
  assert.equal(token.expiresIn, minutes(60));
  assert.ok(token.refreshToken);
  const again = await oidc.createToken(at, registration, {
    grantType: 'refresh_token',
    refreshToken: token.refreshToken,
  });
  assert.notEqual(again.accessToken.reveal(), token.accessToken.reveal());
});

test('an interval that the service does not tell stays open', async (t) => {
  const { device } = await signedIn(t, { interval: null });
  assert.equal('interval' in device, false);
});

test('the authorization code flow with PKCE gives a token', async (t) => {
  const { emulator, at } = await identityCenter(t, { approve: 'automatic' });
  const { oidc } = servicesOver();
  const registration = await oidc.registerClient(at, {
    clientName: 'test',
    scopes: ['sso:account:access'],
    grantTypes: ['authorization_code', 'refresh_token'],
    redirectUris: ['http://127.0.0.1/oauth/callback'],
    issuerUrl: startUrl,
  });
  const codeVerifier = 'v'.repeat(64);
  const redirectUri = 'http://127.0.0.1:12345/oauth/callback';
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: registration.clientId,
    redirect_uri: redirectUri,
    state: 's',
    code_challenge_method: 'S256',
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    scopes: 'sso:account:access',
  });
  const sentBack = await fetch(`${await oidc.authorizeUrl(at)}?${query}`, { redirect: 'manual' });
  const code = new URL(sentBack.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const token = await oidc.createToken(at, registration, {
    grantType: 'authorization_code',
    code: new Secret(code),
    codeVerifier: new Secret(codeVerifier),
    redirectUri,
  });
  assert.ok(token.accessToken.reveal().length > 0);
  assert.ok(emulator.requests.every(({ headers }) => headers.authorization === undefined));
});

test('role credentials come whole, with their end as a point in time', async (t) => {
  const { portal, at, token } = await signedIn(t);
  const credentials = await portal.getRoleCredentials(at, token.accessToken, role);
  assert.ok(credentials.accessKeyId.startsWith('A'));
  assert.ok(credentials.secretAccessKey.reveal().length > 0);
  assert.ok(credentials.sessionToken.reveal().length > 0);
  assert.ok(Math.abs(credentials.expiration - Date.now() - minutes(60)) < minutes(1));
});

test('accounts and roles are listed over all pages', async (t) => {
  const { portal, at, token, emulator } = await signedIn(t, { pageSize: 1 });
  const accounts = await portal.listAccounts(at, token.accessToken);
  assert.deepEqual(
    accounts,
    emulator.settings.accounts.map(({ roles: _roles, ...account }) => account),
  );
  assert.deepEqual(await portal.listAccountRoles(at, token.accessToken, '175530482466'), [
    'idp_customer_access',
    'read_only',
  ]);
});

test('after logout the token is refused', async (t) => {
  const { portal, at, token } = await signedIn(t);
  await portal.logout(at, token.accessToken);
  await assert.rejects(portal.listAccounts(at, token.accessToken), (error) => {
    assert.ok(isError(error, 'SERVICE_REFUSED'));
    assert.equal(error.args.type, 'UnauthorizedException');
    assert.equal(error.args.status, 401);
    return true;
  });
});

test('STS says who the role credentials are, by a signature that it checked', async (t) => {
  const { portal, sts, at, token, emulator } = await signedIn(t);
  const keys = await portal.getRoleCredentials(at, token.accessToken, role);
  const identity = await sts.getCallerIdentity(at, keys);
  assert.equal(identity.account, role.accountId);
  assert.match(identity.arn, /idp_customer_access/);
  assert.match(emulator.requests.at(-1)?.headers.authorization ?? '', /^AWS4-HMAC-SHA256 /);
  const wrong = { ...keys, secretAccessKey: new Secret('wrong-key') };
  await assert.rejects(
    sts.getCallerIdentity(at, wrong),
    (error) => isError(error, 'SERVICE_REFUSED') && error.args.type === 'SignatureDoesNotMatch',
  );
});

test('every refusal of the sign-in keeps the name that the flow reacts to', async (t) => {
  const { at } = await identityCenter(t);
  const { oidc } = servicesOver();
  const registration = await oidc.registerClient(at, { clientName: 'test', scopes: ['sso:account:access'] });
  const device = await oidc.startDeviceAuthorization(at, registration, startUrl);
  const typeOf = (grant: Parameters<typeof oidc.createToken>[2], as = registration) =>
    oidc.createToken(at, as, grant).then(
      () => 'a token',
      (error: unknown) => (isError(error, 'SERVICE_REFUSED') ? error.args.type : String(error)),
    );
  const poll = { grantType: 'device_code', deviceCode: device.deviceCode } as const;
  assert.equal(await typeOf(poll), 'AuthorizationPendingException');
  assert.equal(await typeOf(poll), 'SlowDownException');
  assert.equal(await typeOf({ grantType: 'refresh_token', refreshToken: new Secret('gone') }), 'InvalidGrantException');
  assert.equal(await typeOf(poll, { ...registration, clientSecret: new Secret('wrong') }), 'InvalidClientException');
});

test('a role that is not assigned is a refusal by the service', async (t) => {
  const { portal, at, token } = await signedIn(t);
  const other = portal.getRoleCredentials(at, token.accessToken, { ...role, roleName: 'admin' });
  await assert.rejects(
    other,
    (error) => isError(error, 'SERVICE_REFUSED') && error.exitCode === 7 && error.args.type === 'ForbiddenException',
  );
});

test('a wrong local clock is named with its difference', async (t) => {
  const { portal, at, token } = await signedIn(t, { clockOffset: -30 * 60_000, lifetimes: { session: minutes(600) } });
  const refused = portal.getRoleCredentials(at, token.accessToken, { ...role, roleName: 'admin' });
  await assert.rejects(refused, (error) => {
    assert.ok(isError(error, 'SERVICE_REFUSED'));
    assert.ok(Math.abs((error.args.clockSkewSeconds ?? 0) - 1800) < 10);
    assert.match(error.hint, /clock of this machine is 30 min ahead of/);
    return true;
  });
});

test('a right clock is not mentioned', async (t) => {
  const { portal, at, token } = await signedIn(t);
  const refused = portal.getRoleCredentials(at, token.accessToken, { ...role, roleName: 'admin' });
  await assert.rejects(refused, (error) => isError(error, 'SERVICE_REFUSED') && !('clockSkewSeconds' in error.args));
});

test('the address for the browser is the configured endpoint', async () => {
  const { oidc } = servicesOver();
  const at = { region: 'eu-west-1', useDualstack: false, useFips: false };
  assert.equal(await oidc.authorizeUrl(at), 'https://oidc.eu-west-1.amazonaws.com/authorize');
  assert.equal(await oidc.authorizeUrl({ ...at, endpoint: 'http://127.0.0.1:1/' }), 'http://127.0.0.1:1/authorize');
});
