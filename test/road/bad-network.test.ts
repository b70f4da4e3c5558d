// Services that answer badly, elsewhere, for ever, or not at all: an error in bounded time, with host and remedy.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import type { Fault } from '../../src/emulator/faults/fault-rule.ts';
import { leaveSignIn, rolePath, tokenPath } from './aws-cli-files.ts';
import { browserIn, browsersSeen } from './browsers.ts';
import { customer, howToConfig, profileName } from './person.ts';

interface Case {
  readonly fault: Fault;
  readonly status: number;
  readonly says: RegExp;
  /** How often the portal may be asked. */
  readonly requests: number;
}

const cases: Record<string, Case> = {
  'a cut answer': { fault: { kind: 'cut' }, status: 6, says: /cannot be used: it was cut off/, requests: 1 },
  'a web page': { fault: { kind: 'html' }, status: 6, says: /it is a web page/, requests: 1 },
  'a web page with status 403': {
    fault: { kind: 'html', status: 403 },
    status: 6,
    says: /it is a web page/,
    requests: 1,
  },
  'an endless answer': { fault: { kind: 'endless' }, status: 6, says: /it is far too large/, requests: 1 },
  'a huge answer': { fault: { kind: 'huge', bytes: 5_000_000 }, status: 6, says: /it is far too large/, requests: 1 },
  'an empty object': { fault: { kind: 'raw', body: '{}' }, status: 6, says: /cannot be used/, requests: 1 },
  'a list': { fault: { kind: 'raw', body: '[]' }, status: 6, says: /it is no JSON object/, requests: 1 },
  'half the credentials': {
    fault: { kind: 'raw', body: '{"roleCredentials":{"accessKeyId":"ASIAHALF","expiration":4102444800000}}' },
    status: 6,
    says: /is missing/,
    requests: 1,
  },
  'a key with a line break': {
    fault: {
      kind: 'raw',
      body: '{"roleCredentials":{"accessKeyId":"ASIA\\nset AWS_X=1","secretAccessKey":"x","sessionToken":"x","expiration":4102444800000}}',
    },
    status: 6,
    says: /accessKeyId has characters that it must not have/,
    requests: 1,
  },
  'a time that is none': {
    fault: {
      kind: 'raw',
      body: '{"roleCredentials":{"accessKeyId":"ASIA","secretAccessKey":"x","sessionToken":"x","expiration":"soon"}}',
    },
    status: 6,
    says: /expiration/,
    requests: 1,
  },
  'a broken connection': { fault: { kind: 'reset' }, status: 6, says: /the connection was cut/, requests: 3 },
  'a throttle': { fault: { kind: 'throttle' }, status: 7, says: /wait a minute and try again/, requests: 3 },
  'an error of its own': {
    fault: { kind: 'error', status: 500, type: 'InternalServerException' },
    status: 7,
    says: /the service has trouble of its own/,
    requests: 3,
  },
  'a denied role': {
    fault: { kind: 'error', status: 403, type: 'ForbiddenException' },
    status: 7,
    says: /you do not have the role "idp_customer_access" in account 931827427725/,
    requests: 1,
  },
  'an error text that would steer the terminal': {
    fault: {
      kind: 'error',
      status: 400,
      type: 'InvalidRequestException',
      message: 'no\u001b]0;x\u0007\u001b[2J\r\nno',
    },
    status: 7,
    says: /SSO|sso|refused/,
    requests: 1,
  },
};

for (const [name, { fault, status: expected, says, requests }] of Object.entries(cases)) {
  test(`${name} ends in ${expected}, with no credentials and nothing cached`, async (t) => {
    const person = await customer(t, { faults: [{ path: '/federation/credentials', fault }] });
    leaveSignIn(person);
    const { status, stdout, stderr } = await person.use([profileName]);
    assert.deepEqual([status, stdout], [expected, ''], stderr);
    assert.match(stderr, says);
    // oxlint-disable-next-line no-control-regex -- what a terminal would act on
    assert.match(stderr, /^jpaws: [^\u0000-\u001f\u007f-\u009f]+\n {2}[^\u0000-\u001f\u007f-\u009f]+\n$/);
    assert.ok(person.asked().length <= requests, `${person.asked().length} requests`);
    assert.deepEqual(person.list(...rolePath.slice(0, 2)), []);
  });
}

test('a throttle that passes is waited for', async (t) => {
  const fault: Fault = { kind: 'throttle' };
  const person = await customer(t, { faults: [{ path: '/federation/credentials', times: 2, fault }] });
  leaveSignIn(person);
  const { status, stderr } = await person.use([profileName]);
  assert.deepEqual([status, person.asked().length], [0, 3], stderr);
});

/** A server that counts what it is asked. */
async function bystander(t: TestContext): Promise<{ url: string; headers: string[] }> {
  const headers: string[] = [];
  const server = createServer((request, response) => {
    headers.push(JSON.stringify(request.headers));
    response.end('{}');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, headers };
}

for (const status of [301, 302, 307, 308]) {
  test(`a redirect to another host (${status}) is not followed, and no token is sent there`, async (t) => {
    const other = await bystander(t);
    const fault: Fault = { kind: 'redirect', location: `${other.url}/federation/credentials`, status };
    const person = await customer(t, { faults: [{ path: '*', fault }] });
    leaveSignIn(person);
    const used = await person.use([profileName]);
    assert.equal(used.status, 6, used.stderr);
    assert.match(used.stderr, /it points to 127\.0\.0\.1:\d+, and no redirect is followed/);
    assert.equal((await person.jpaws(['login', '--force'])).status, 6);
    assert.deepEqual(other.headers, []);
    await fetch(other.url);
    assert.equal(other.headers.length, 1, 'the control');
  });
}

test('a connection that is refused is told with host and remedy', async (t) => {
  const person = await customer(t);
  leaveSignIn(person);
  await person.center.close();
  const { status, stdout, stderr } = await person.use([profileName]);
  assert.deepEqual([status, stdout], [6, '']);
  const { host } = new URL(person.center.url);
  assert.match(
    stderr,
    new RegExp(`^jpaws: cannot reach ${host}: the connection was refused\n  check the network .*\n$`),
  );
});

test('a host that no DNS knows is told with the region as what to check', async (t) => {
  const person = await customer(t);
  leaveSignIn(person);
  const { status, stderr } = await person.use([profileName], { AWS_ENDPOINT_URL: 'http://sso.nowhere.invalid' });
  assert.equal(status, 6);
  assert.match(
    stderr,
    /^jpaws: cannot reach sso\.nowhere\.invalid: its name is not known \(DNS\)\n {2}check the region/,
  );
});

test('an organisation that is not in this region is told as a refusal, with the region as what to check', async (t) => {
  const person = await customer(t, { startUrls: ['https://elsewhere.awsapps.com/start'] });
  person.write(['config'], howToConfig.replaceAll('eu-west-1', 'us-east-1'));
  const { status, stderr } = await person.jpaws(['login']);
  assert.equal(status, 7);
  assert.match(stderr, /InvalidRequestException/);
  assert.match(stderr, /region/);
});

for (const fault of [{ kind: 'html' }, { kind: 'cut' }, { kind: 'reset' }, { kind: 'endless' }] as const) {
  for (const path of ['/client/register', '/device_authorization', '/token']) {
    test(`login ends in 6 and leaves no token when ${path} answers with trouble (${fault.kind})`, async (t) => {
      const person = await customer(t, { faults: [{ path, fault }] });
      const { status, stderr } = await person.jpaws(['login']);
      assert.equal(status, 6, stderr);
      assert.ok(!person.list('sso', 'cache').includes(tokenPath[2] ?? ''));
    });
  }
}

test('a clock that is an hour wrong is named as the reason', async (t) => {
  const person = await customer(t, { clockOffset: 3_700_000 });
  leaveSignIn(person);
  person.center.state.accessTokens.clear();
  person.center.state.refreshTokens.clear();
  const { stderr } = await person.use([profileName]);
  assert.match(stderr, /the clock of this machine is 62 min behind the service's/);
});

const badTokens: Record<string, Record<string, unknown>> = {
  'no access token': { accessToken: '' },
  'an access token with a line break': { accessToken: 'a\nb: c' },
  'an access token that is a number': { accessToken: 7 },
  'a refresh token with a line break': { refreshToken: 'a\r\nb' },
  'a lifetime that is none': { expiresIn: 'long' },
  'a lifetime below zero': { expiresIn: -5 },
};
for (const [name, fields] of Object.entries(badTokens)) {
  test(`a refresh that brings ${name} changes nothing and ends in 6`, async (t) => {
    const person = await customer(t, { faults: [{ path: '/token', fault: { kind: 'patch', fields } }] });
    leaveSignIn(person, -1);
    const before = person.read(...tokenPath);
    const { status, stdout, stderr } = await person.use([profileName]);
    assert.deepEqual([status, stdout], [6, ''], stderr);
    assert.equal(person.read(...tokenPath), before);
  });
}

for (const address of ['file:///etc/passwd', 'javascript:alert(1)', 'http://evil.example/', '-e', 'https://x y/']) {
  test(`a sign-in address like ${address} is neither shown nor opened`, async (t) => {
    const fields = { verificationUri: address, verificationUriComplete: address };
    const person = await customer(t, { faults: [{ path: '/device_authorization', fault: { kind: 'patch', fields } }] });
    const env = { BROWSER: browserIn(person.desk, 'look') };
    const { status, stderr } = await person.jpaws(['login', '--device-code'], env);
    assert.ok(status === 4 || status === 6, stderr);
    assert.deepEqual(browsersSeen(person.desk), []);
    assert.doesNotMatch(stderr, /enter the code/);
  });
}

test('a user code that would steer the terminal is refused and not shown', async (t) => {
  const fields = { userCode: 'AB\u001b]0;x\u0007\u001b[2JCD\r\nEF\u202e' };
  const person = await customer(t, { faults: [{ path: '/device_authorization', fault: { kind: 'patch', fields } }] });
  const { status, stderr } = await person.jpaws(['login']);
  assert.equal(status, 6);
  assert.match(stderr, /userCode has characters that it must not have/);
  for (const raw of ['\u001b', '\u202e']) assert.ok(!stderr.includes(raw));
});
