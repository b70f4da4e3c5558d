import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { type ErrorCode, isError, JpawsError } from '../../src/domain/errors.ts';
import { Secret } from '../../src/domain/secret.ts';
import { milliseconds, minutes, seconds } from '../../src/domain/units.ts';
import type { Fault } from '../../src/emulator/faults/fault-rule.ts';
import { accessToken, client, role, serviceThat, servicesOver, signedIn, startUrl } from './services.ts';

const credentialsPath = '/federation/credentials';
const limits = { connect: milliseconds(300), total: milliseconds(600) };
const good = {
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'secret/key+',
  sessionToken: 'session==',
  expiration: 4e12,
};

const json = (t: TestContext, value: unknown) =>
  serviceThat(t, (_request, response) => response.end(JSON.stringify(value)));

/** The error of a call that must fail, after a look that nothing secret is in it. */
async function failureOf(work: Promise<unknown>): Promise<JpawsError> {
  const error: unknown = await work.then(
    () => assert.fail('the call succeeded'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof JpawsError, String(error));
  const told = `${error.message} ${error.hint} ${JSON.stringify(error.args)} ${String(error.cause)}`;
  for (const secret of [accessToken.reveal(), client.clientSecret.reveal(), good.secretAccessKey]) {
    assert.ok(!told.includes(secret), `a secret is in: ${told}`);
  }
  return error;
}

const faults: readonly [string, Fault, ErrorCode, RegExp][] = [
  ['a web page with status 200', { kind: 'html' }, 'ANSWER_UNUSABLE', /web page/],
  ['a web page with status 503', { kind: 'html', status: 503 }, 'ANSWER_UNUSABLE', /web page/],
  ['an answer that is cut off', { kind: 'cut' }, 'ANSWER_UNUSABLE', /cut off/],
  ['an answer that is far too large', { kind: 'huge', bytes: 5_000_000 }, 'ANSWER_UNUSABLE', /too large/],
  ['an answer that never ends', { kind: 'endless' }, 'ANSWER_UNUSABLE', /too large|did not end/],
  ['no answer', { kind: 'hang' }, 'NETWORK_FAILED', /no answer came in time/],
  ['a connection that is cut', { kind: 'reset' }, 'NETWORK_FAILED', /cut before an answer/],
  ['a list instead of an object', { kind: 'raw', body: '[]' }, 'ANSWER_UNUSABLE', /no JSON object/],
  ['text instead of JSON', { kind: 'raw', body: 'ok' }, 'ANSWER_UNUSABLE', /not JSON/],
  ['nothing', { kind: 'raw', body: '' }, 'ANSWER_UNUSABLE', /missing/],
  ['a list where an object belongs', { kind: 'raw', body: '{"roleCredentials":[]}' }, 'ANSWER_UNUSABLE', /./],
  ['a text where an object belongs', { kind: 'raw', body: '{"roleCredentials":"x"}' }, 'ANSWER_UNUSABLE', /./],
];

for (const [name, fault, code, says] of faults) {
  test(`${name} is an error in bounded time, not half of the credentials`, async (t) => {
    const { at, token } = await signedIn(t, { faults: [{ path: credentialsPath, fault }] });
    const started = performance.now();
    const error = await failureOf(servicesOver({ limits }).portal.getRoleCredentials(at, token.accessToken, role));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, says);
    assert.ok(error.message.includes(new URL(at.endpoint ?? '').host));
    assert.equal(error.exitCode, 6);
    assert.ok(performance.now() - started < 3_000);
  });
}

test('an endless answer is not kept in memory', async (t) => {
  const { at, token } = await signedIn(t, { faults: [{ path: credentialsPath, fault: { kind: 'endless' } }] });
  const before = process.memoryUsage().rss;
  await failureOf(servicesOver({ limits }).portal.getRoleCredentials(at, token.accessToken, role));
  assert.ok(process.memoryUsage().rss - before < 200_000_000);
});

test('a server that sends one byte now and then is cut off in bounded time', async (t) => {
  const at = await serviceThat(t, (_request, response) => {
    const drip = setInterval(() => response.write(' '), 50);
    response.once('close', () => clearInterval(drip));
  });
  const error = await failureOf(servicesOver({ limits }).portal.listAccounts(at, accessToken));
  assert.match(error.message, /did not end in time/);
});

const oddCredentials: readonly [string, object][] = [
  ['no secret key', { ...good, secretAccessKey: undefined }],
  ['an empty session token', { ...good, sessionToken: '' }],
  ['a number as key', { ...good, accessKeyId: 5 }],
  ['a line break in the secret key', { ...good, secretAccessKey: 'secret/key+\nAWS_X=1' }],
  ['a NUL in the session token', { ...good, sessionToken: 'a\u0000b' }],
  ['a carriage return in the key', { ...good, accessKeyId: 'A\rB' }],
  ['no end', { ...good, expiration: undefined }],
  ['a text as end', { ...good, expiration: 'soon' }],
  ['an end before all time', { ...good, expiration: -1 }],
  ['an end after all time', { ...good, expiration: 1e300 }],
  ['an end that is not a number', { ...good, expiration: null }],
];

for (const [name, roleCredentials] of oddCredentials) {
  test(`credentials with ${name} are refused whole`, async (t) => {
    const at = await json(t, { roleCredentials });
    const error = await failureOf(servicesOver().portal.getRoleCredentials(at, accessToken, role));
    assert.equal(error.code, 'ANSWER_UNUSABLE', error.message);
  });
}

test('the same credentials without a fault are taken', async (t) => {
  const at = await json(t, { roleCredentials: good });
  const credentials = await servicesOver().portal.getRoleCredentials(at, accessToken, role);
  assert.equal(credentials.secretAccessKey.reveal(), good.secretAccessKey);
});

for (const [name, answer] of [
  ['no access token', { expiresIn: 60 }],
  ['no lifetime', { accessToken: 'x' }],
  ['a lifetime that is text', { accessToken: 'x', expiresIn: '3600' }],
  ['a negative lifetime', { accessToken: 'x', expiresIn: -5 }],
  ['an access token with a line break', { accessToken: 'x\ny', expiresIn: 60 }],
  ['a refresh token that is no text', { accessToken: 'x', expiresIn: 60, refreshToken: {} }],
] as const) {
  test(`a token answer with ${name} is refused`, async (t) => {
    const at = await json(t, answer);
    const grant = { grantType: 'refresh_token', refreshToken: new Secret('r') } as const;
    const error = await failureOf(servicesOver().oidc.createToken(at, client, grant));
    assert.equal(error.code, 'ANSWER_UNUSABLE', error.message);
  });
}

test('a huge lifetime is bounded', async (t) => {
  const at = await json(t, { accessToken: 'x', expiresIn: 1e15 });
  const token = await servicesOver().oidc.createToken(at, client, {
    grantType: 'refresh_token',
    refreshToken: new Secret('r'),
  });
  assert.equal(token.expiresIn, minutes(90 * 24 * 60));
});

const device = { deviceCode: 'd', userCode: 'ABCD-EFGH', verificationUri: 'https://device.example/', expiresIn: 600 };

for (const [interval, expected] of [
  [0, seconds(1)],
  [-7, seconds(1)],
  [1e12, minutes(1)],
  [7, seconds(7)],
] as const) {
  test(`a poll interval of ${interval} is brought into bounds`, async (t) => {
    const at = await json(t, { ...device, interval });
    assert.equal((await servicesOver().oidc.startDeviceAuthorization(at, client, startUrl)).interval, expected);
  });
}

for (const [name, answer] of [
  ['an address that is no https', { ...device, verificationUri: 'http://device.example/' }],
  ['a program as complete address', { ...device, verificationUriComplete: 'file:///bin/sh' }],
  ['an escape sequence in the code', { ...device, userCode: 'A\u001b[2J' }],
] as const) {
  test(`a device answer with ${name} is refused`, async (t) => {
    const at = await json(t, answer);
    const error = await failureOf(servicesOver().oidc.startDeviceAuthorization(at, client, startUrl));
    assert.equal(error.code, 'ANSWER_UNUSABLE', error.message);
  });
}

test('a token is never sent to where a redirect points', async (t) => {
  const reached: string[] = [];
  const elsewhere = await serviceThat(t, (request, response) => {
    reached.push(request.url ?? '');
    response.end('{}');
  });
  for (const status of [301, 302, 303, 307, 308]) {
    const at = await serviceThat(t, (_request, response) =>
      response.writeHead(status, { location: `${elsewhere.endpoint}/x` }).end(),
    );
    const error = await failureOf(servicesOver().portal.listAccounts(at, accessToken));
    assert.match(error.message, /no redirect is followed/);
  }
  assert.deepEqual(reached, []);
  await servicesOver().portal.logout(elsewhere, accessToken);
  assert.deepEqual(reached, ['/logout'], 'the control: that server does note what reaches it');
});

test('429 and 5xx are tried again with a random pause, three times at most', async (t) => {
  for (const fault of [
    { kind: 'throttle', retryAfter: 2 },
    { kind: 'error', status: 500, type: 'InternalServerException' },
  ] as const) {
    const { emulator, at, token } = await signedIn(t, { faults: [{ path: '/assignment/accounts', fault }] });
    const { portal, waits } = servicesOver();
    const before = emulator.requests.length;
    const error = await failureOf(portal.listAccounts(at, token.accessToken));
    assert.equal(error.code, 'SERVICE_REFUSED');
    assert.equal(emulator.requests.length - before, 3);
    assert.equal(waits.length, 2);
    assert.ok(waits.every((wait) => wait <= 10_000 && wait >= (fault.kind === 'throttle' ? 2_000 : 0)));
  }
});

test('one failure in between does not fail the call', async (t) => {
  const fault = { kind: 'error', status: 503, type: 'ServiceUnavailable' } as const;
  const { portal, at, token } = await signedIn(t, { faults: [{ path: '/assignment/accounts', times: 1, fault }] });
  assert.equal((await portal.listAccounts(at, token.accessToken)).length, 4);
});

test('other refusals are not tried again', async (t) => {
  let count = 0;
  const at = await serviceThat(t, (_request, response) => {
    count += 1;
    response.writeHead(403, { 'x-amzn-errortype': 'ForbiddenException' }).end('{"message":"No access"}');
  });
  await failureOf(servicesOver().portal.listAccounts(at, accessToken));
  assert.equal(count, 1);
});

test('an error text that repeats the secrets shows none, and nothing that moves a terminal', async (t) => {
  const at = await serviceThat(t, (request, response) => {
    response.writeHead(401, { 'x-amzn-errortype': 'UnauthorizedException:http://internal/' });
    response.end(
      JSON.stringify({ message: `token ${request.headers['x-amz-sso_bearer_token']} \u001b[31mis\nbad\u202e` }),
    );
  });
  const error = await failureOf(servicesOver().portal.listAccounts(at, accessToken));
  assert.ok(isError(error, 'SERVICE_REFUSED'));
  assert.equal(error.args.type, 'UnauthorizedException');
  assert.equal(error.args.message, 'token *** is bad');
});

test('a list that never ends is ended', async (t) => {
  let pages = 0;
  const at = await serviceThat(t, (_request, response) => {
    pages += 1;
    response.end(JSON.stringify({ accountList: [], nextToken: `page-${pages}` }));
  });
  const error = await failureOf(servicesOver().portal.listAccounts(at, accessToken));
  assert.match(error.message, /does not end/);
  assert.ok(pages <= 500);
});

test('an account number of another form is refused, in an answer and in a request', async (t) => {
  let count = 0;
  const at = await serviceThat(t, (_request, response) => {
    count += 1;
    response.end(JSON.stringify({ accountList: [{ accountId: '12345678901\n', accountName: 'x' }] }));
  });
  assert.match((await failureOf(servicesOver().portal.listAccounts(at, accessToken))).message, /12 digits/);
  const { portal } = servicesOver();
  for (const accountId of ['', '12345678901', '1234567890123', '../../logout', '12345678901x']) {
    assert.equal(
      (await failureOf(portal.getRoleCredentials(at, accessToken, { ...role, accountId }))).code,
      'REQUEST_REFUSED',
    );
    assert.equal((await failureOf(portal.listAccountRoles(at, accessToken, accountId))).code, 'REQUEST_REFUSED');
  }
  assert.equal(count, 1);
});

test('a region, a start URL or a token of the wrong form is refused before anything is sent', async (t) => {
  let count = 0;
  const at = await serviceThat(t, (_request, response) => {
    count += 1;
    response.end('{}');
  });
  const { portal, oidc } = servicesOver();
  for (const region of ['evil.example/', 'EU-WEST-1', 'a b', '']) {
    assert.equal((await failureOf(portal.listAccounts({ ...at, region }, accessToken))).code, 'REQUEST_REFUSED');
  }
  for (const address of ['http://example.com/start', 'https://', 'javascript:1', '']) {
    assert.equal((await failureOf(oidc.startDeviceAuthorization(at, client, address))).code, 'REQUEST_REFUSED');
  }
  for (const token of ['a\r\nx-injected: 1', 'a\u0000', '', 'ø']) {
    assert.equal((await failureOf(portal.listAccounts(at, new Secret(token)))).code, 'REQUEST_REFUSED');
  }
  assert.equal(count, 0);
});

test("the abort of a caller ends a call at once, with the caller's reason", async (t) => {
  const at = await serviceThat(t, () => {});
  const reason = new JpawsError('INTERRUPTED', {});
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), 50);
  const grant = { grantType: 'refresh_token', refreshToken: new Secret('r') } as const;
  await assert.rejects(servicesOver().oidc.createToken(at, client, grant, controller.signal), reason);
});

test('an unknown name and a closed port name the host and a remedy', async () => {
  for (const [endpoint, cause] of [
    ['http://nowhere.invalid', /DNS/],
    ['http://127.0.0.1:9', /refused/],
  ] as const) {
    const error = await failureOf(
      servicesOver().portal.listAccounts(
        { region: 'eu-west-1', endpoint, useDualstack: false, useFips: false },
        accessToken,
      ),
    );
    assert.ok(isError(error, 'NETWORK_FAILED'));
    assert.match(error.args.cause, cause);
    assert.match(error.hint, /HTTPS_PROXY/);
    assert.ok(error.message.includes(new URL(endpoint).host));
  }
});

test('XML from STS that is cut off, a web page or of another form is refused', async (t) => {
  const keys = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: new Secret(good.secretAccessKey) };
  const bodies = [
    '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>a</Arn>',
    '<!DOCTYPE html><html></html>',
    '<GetCallerIdentityResponse><GetCallerIdentityResult/></GetCallerIdentityResponse>',
    '{}',
    '<a/><b></a>',
  ];
  for (const body of bodies) {
    const at = await serviceThat(t, (_request, response) => response.end(body));
    assert.equal((await failureOf(servicesOver().sts.getCallerIdentity(at, keys))).code, 'ANSWER_UNUSABLE', body);
  }
});
