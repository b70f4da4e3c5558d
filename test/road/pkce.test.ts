// Sign-in with a browser that comes back (RFC 7636, RFC 8252): what it is given, and what else knocks at the door.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { createServer, connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { test, type TestContext } from 'node:test';
import type { Running } from '../support/binary-run.ts';
import { leaveSignIn, sha1, tokenPath } from './aws-cli-files.ts';
import { browserIn, browsersSeen, browserStarted } from './browsers.ts';
import { customer, type Person, profileName, startUrl } from './person.ts';
import { KEYS, needsTerminal, startInTerminal } from './terminal.ts';

const isLinux = process.platform === 'linux';

/** The address that the program shows, and the parts that a test plays with. */
async function shownAddress(running: Running) {
  const [, text = ''] = await running.untilSaid(/^ {2}(http:\S+\/authorize\S+)\s/m);
  const url = new URL(text);
  const callback = new URL(url.searchParams.get('redirect_uri') ?? '');
  const state = url.searchParams.get('state') ?? '';
  return { url, callback, state };
}

/** Where the service sends the browser after the sign-in. */
async function wayBack(url: URL): Promise<string> {
  const answer = await fetch(url, { redirect: 'manual' });
  return answer.headers.get('location') ?? '';
}

interface Knock {
  readonly method?: string;
  readonly path?: string;
  readonly host?: string;
}

function knock(callback: URL, { method = 'GET', path, host = callback.host }: Knock): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: callback.port,
      method,
      path: path ?? callback.pathname,
      headers: { host },
    };
    request(options, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

const isOpen = (host: string, port: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: 1000 }, () => resolve(!!socket.destroy()));
    socket.on('error', () => resolve(false)).on('timeout', () => resolve(!socket.destroy()));
  });

async function waitingLogin(t: TestContext) {
  const person = await customer(t);
  const login = person.start(['login', '--pkce', '--no-browser']);
  return { person, login, ...(await shownAddress(login)) };
}

test('BROWSER signs in by PKCE and leaves a registration for it', async (t) => {
  const person = await customer(t);
  const { status, stderr } = await person.jpaws(['login'], { BROWSER: browserIn(person.desk, 'follow') });
  assert.equal(status, 0, stderr);
  assert.deepEqual(person.asked(), ['/client/register', '/authorize', '/token']);
  const key = `{"region": "eu-west-1", "scopes": ["sso:account:access"], "session_name": "${profileName}", "startUrl": "${startUrl}", "tool": "botocore"}`;
  const registration = JSON.parse(person.read('sso', 'cache', `${sha1(key)}.json`)) as Record<string, unknown>;
  assert.deepEqual(Object.keys(registration), ['clientId', 'clientSecret', 'expiresAt', 'scopes', 'grantTypes']);
  assert.deepEqual(registration['grantTypes'], ['authorization_code', 'refresh_token']);
  assert.ok(person.list('sso', 'cache').includes(tokenPath[2] ?? ''));
});

test('the browser is given the address as one argument, and no variable of ours', async (t) => {
  const person = await customer(t);
  const env = {
    BROWSER: browserIn(person.desk, 'follow'),
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'secret',
    JPAWS_PREVIOUS: 'x',
    KEPT: 'yes',
  };
  const { status, stderr } = await person.jpaws(['login'], env);
  assert.equal(status, 0, stderr);
  const [note, ...others] = browsersSeen(person.desk);
  assert.ok(note !== undefined && others.length === 0);
  assert.equal(note.given.length, 1);
  assert.match(note.given[0] ?? '', /^http:\/\/127\.0\.0\.1:\d+\/authorize\?\S+$/);
  assert.deepEqual(
    Object.keys(note.env).filter((name) => /^_?(AWS|JPAWS)_/.test(name)),
    [],
  );
  assert.equal(note.env['KEPT'], 'yes', 'the control');
});

test('the browser runs apart from the program, without its streams', { skip: !isLinux && 'needs /proc' }, async (t) => {
  const person = await customer(t);
  await person.jpaws(['login'], { BROWSER: browserIn(person.desk, 'follow') });
  const [note] = browsersSeen(person.desk);
  assert.equal(note?.session, note?.pid, 'a session of its own');
  assert.deepEqual(note?.streams, ['/dev/null', '/dev/null', '/dev/null']);
});

test('the listener is there before the browser, on 127.0.0.1 only, and gone afterwards', async (t) => {
  const { person, login, url, callback } = await waitingLogin(t);
  assert.equal(callback.hostname, '127.0.0.1');
  assert.equal(await isOpen('127.0.0.1', callback.port), true);
  const others = Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .map((entry) => (entry.scopeid ? `${entry.address}%${entry.scopeid}` : entry.address))
    .filter((address) => address !== '127.0.0.1');
  for (const address of ['127.0.0.2', ...others]) assert.equal(await isOpen(address, callback.port), false, address);
  await fetch(url);
  const { status, stderr } = await login.ended;
  assert.equal(status, 0, stderr);
  assert.equal(await isOpen('127.0.0.1', callback.port), false);
  assert.ok(person.list(...tokenPath.slice(0, 2)).includes(tokenPath[2] ?? ''));
});

test('a wrong callback neither ends nor harms the login', async (t) => {
  const { login, url, callback, state } = await waitingLogin(t);
  const right = `${callback.pathname}?code=forged&state=${state}`;
  const knocks: readonly (readonly [Knock, number])[] = [
    [{ path: `${callback.pathname}?code=forged&state=wrong` }, 400],
    [{ path: `${callback.pathname}?code=forged` }, 400],
    [{ path: `${callback.pathname}?error=access_denied&state=${state.toLowerCase()}` }, 400],
    [{ path: `${callback.pathname}?state=${state}` }, 400],
    [{ path: `/?code=forged&state=${state}` }, 404],
    [{ path: right, method: 'POST' }, 405],
    [{ path: right, method: 'HEAD' }, 405],
    [{ path: right, host: `localhost:${callback.port}` }, 400],
    [{ path: right, host: 'evil.example' }, 400],
  ];
  for (const [attempt, status] of knocks) assert.equal(await knock(callback, attempt), status, JSON.stringify(attempt));
  await fetch(url);
  const { status, stderr } = await login.ended;
  assert.equal(status, 0, stderr);
});

test('the page at the end holds nothing secret, is stored nowhere and runs nothing', async (t) => {
  const { login, url } = await waitingLogin(t);
  const answer = await fetch(url);
  const [page, { status }] = await Promise.all([answer.text(), login.ended]);
  assert.equal(status, 0);
  assert.match(page, /go back to your terminal/);
  for (const value of new URL(answer.url).searchParams.values()) assert.ok(!page.includes(value), value);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.match(answer.headers.get('content-security-policy') ?? '', /^default-src 'none';/);
});

test('a refusal in the browser ends the login with 4 and writes no token', async (t) => {
  const person = await customer(t, { approve: 'deny' });
  const { status, stderr } = await person.jpaws(['login'], { BROWSER: browserIn(person.desk, 'follow') });
  assert.equal(status, 4);
  assert.match(stderr, /the sign-in was refused/);
  assert.ok(!person.list('sso', 'cache').includes(tokenPath[2] ?? ''));
});

test('a port that is taken is told, before a browser opens', async (t) => {
  const person = await customer(t);
  const holder = createServer();
  await new Promise<void>((resolve) => void holder.listen(0, '127.0.0.1', resolve));
  t.after(() => holder.close());
  const { port } = holder.address() as { port: number };
  const { status, stderr } = await person.jpaws(['login', '--port', String(port)], {
    BROWSER: browserIn(person.desk, 'follow'),
  });
  assert.equal(status, 1);
  assert.match(
    stderr,
    new RegExp(`^jpaws: port ${port} on 127.0.0.1 is taken or not allowed\n  leave --port out .*\n$`),
  );
  assert.deepEqual([browsersSeen(person.desk), person.asked()], [[], []]);
});

test('the port is the one that was asked for', async (t) => {
  const person = await customer(t);
  const holder = createServer();
  await new Promise<void>((resolve) => void holder.listen(0, '127.0.0.1', resolve));
  const { port } = holder.address() as { port: number };
  await new Promise((resolve) => void holder.close(resolve));
  const login = person.start(['login', '--pkce', '--no-browser', '--port', String(port)]);
  const { callback, url } = await shownAddress(login);
  assert.equal(callback.port, String(port));
  await fetch(url);
  assert.equal((await login.ended).status, 0);
});

test('an address that was pasted into the terminal completes the sign-in', { skip: needsTerminal }, async (t) => {
  const person = await customer(t);
  const login = startInTerminal(t, person, ['login', '--pkce', '--no-browser']);
  const { url, callback } = await shownAddress(login);
  await login.untilSaid(/paste its address here/);
  login.type(`https://example.com/elsewhere${KEYS.enter}`);
  await login.untilSaid(/the address must begin with http:\/\/127\.0\.0\.1/);
  login.type(`${callback.href}?code=x&state=wrong${KEYS.enter}`);
  await login.untilSaid(/belongs to another sign-in/);
  login.type(`${callback.href}?code=y&state=wrong${KEYS.enter}`);
  await login.untilSaid(/belongs to another sign-in[^]*belongs to another sign-in/);
  login.type(`${await wayBack(url)}${KEYS.enter}`);
  const { status, screen, isClean } = await login.result();
  assert.deepEqual([status, isClean], [0, true], screen);
  assert.equal(await isOpen('127.0.0.1', callback.port), false);
});

test('a browser that runs on does not hold up `use`, nor its output', { skip: needsTerminal }, async (t) => {
  const person = await customer(t);
  const env = { BROWSER: browserIn(person.desk, 'linger'), JPAWS_CONTRACT: '1' };
  const use = startInTerminal(t, person, ['use', profileName], env);
  const { pid } = await browserStarted(person.desk);
  t.after(() => process.kill(pid, 'SIGKILL'));
  const { status, screen, stdout } = await use.result();
  assert.equal(status, 0, screen);
  assert.match(stdout, /^jpaws\/1\n[^]+\nend\n$/);
  assert.doesNotThrow(() => process.kill(pid, 0), 'it still runs');
});

test('without a terminal and without a browser that opens, the device code is shown', async (t) => {
  const person = await customer(t);
  const { stderr } = await person.jpaws(['login'], { BROWSER: '/nowhere/browser' });
  assert.match(stderr, /enter the code: {2}[A-Z-]+/);
});

test('with --pkce the address is shown although no browser opens', async (t) => {
  const person = await customer(t);
  const login = person.start(['login', '--pkce'], { BROWSER: '/nowhere/browser' });
  const { url } = await shownAddress(login);
  assert.match(login.stderr(), /Open this address in a browser and sign in:/);
  await fetch(url);
  assert.equal((await login.ended).status, 0);
});

test('--force signs in anew although the session is live', async (t) => {
  const person: Person = await customer(t);
  const { accessToken } = leaveSignIn(person);
  await person.jpaws(['login', '--force'], { BROWSER: browserIn(person.desk, 'follow') });
  assert.notEqual((JSON.parse(person.read(...tokenPath)) as { accessToken: string }).accessToken, accessToken);
});

test('a connection that says nothing does not hold up the end', async (t) => {
  const { login, url, callback } = await waitingLogin(t);
  const sockets = [1, 2, 3].map(() => connect({ host: '127.0.0.1', port: Number(callback.port) }));
  for (const socket of sockets) {
    socket.on('error', () => {});
    t.after(() => socket.destroy());
  }
  sockets[0]?.write('GET /oauth/callback HTTP/1.1\r\nHost: ');
  await fetch(url);
  const start = Date.now();
  assert.equal((await login.ended).status, 0);
  assert.ok(Date.now() - start < 3000);
});

for (const port of ['0', '65536', '-1', '8o', '']) {
  test(`--port=${port} is a usage error`, async (t) => {
    const person = await customer(t);
    const { status } = await person.jpaws(['login', `--port=${port}`]);
    assert.equal(status, 2);
    assert.deepEqual(person.asked(), []);
  });
}
