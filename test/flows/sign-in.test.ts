import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SignInMethod } from '../../src/domain/client-registration.ts';
import { Secret } from '../../src/domain/secret.ts';
import { tokenFromText } from '../../src/domain/sso-token.ts';
import { signIn } from '../../src/flows/sign-in.ts';
import { USUAL_SIGN_IN, type SignInOptions } from '../../src/flows/sign-in-options.ts';
import { fails } from '../support/fails.ts';
import { memoryWorld, networkDown, type MemoryWorld } from '../support/memory-world.ts';
import { LEGACY, SESSION } from '../support/sample-context.ts';
import { AT, START_URL, tokenFile, tokenText } from '../support/sample-files.ts';

type Settings = Parameters<typeof memoryWorld>[0];

/** A person whose browser comes back by itself. */
function person(settings: Settings = {}): MemoryWorld {
  const memory = memoryWorld({ interactive: true, env: { DISPLAY: ':0' }, ...settings });
  memory.browser.onOpen = () => memory.callback.comesBack({ code: new Secret('SECRET-code') });
  return memory;
}

const methodOf = ({ services }: MemoryWorld): SignInMethod =>
  services.grants.at(-1)?.grantType === 'authorization_code' ? 'pkce' : 'device-code';

const comesBackByItself = (memory: MemoryWorld): void => {
  // The browser of another machine: nothing is opened here, and the person pastes nothing.
  memory.browser.onOpen = () => memory.callback.comesBack({ code: new Secret('SECRET-code') });
  const { listen } = memory.callback;
  memory.callback.listen = async (options) => {
    const listening = await listen.call(memory.callback, options);
    memory.callback.comesBack({ code: new Secret('SECRET-code') });
    return listening;
  };
};

interface Situation {
  readonly what: string;
  readonly settings: Settings;
  readonly chosen: SignInMethod;
}

const ssh = { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' };
const situations: readonly Situation[] = [
  { what: 'a desktop', settings: {}, chosen: 'pkce' },
  { what: 'Wayland', settings: { env: { WAYLAND_DISPLAY: 'wayland-0' } }, chosen: 'pkce' },
  { what: 'macOS', settings: { env: {}, platform: 'darwin' }, chosen: 'pkce' },
  { what: 'Windows', settings: { env: {}, platform: 'win32' }, chosen: 'pkce' },
  { what: 'WSL', settings: { env: { WSL_DISTRO_NAME: 'Debian' } }, chosen: 'pkce' },
  { what: 'SSH', settings: { env: { DISPLAY: ':0', ...ssh } }, chosen: 'device-code' },
  { what: 'SSH to a Mac', settings: { env: ssh, platform: 'darwin' }, chosen: 'device-code' },
  { what: 'SSH with BROWSER', settings: { env: { ...ssh, BROWSER: 'my-browser' } }, chosen: 'pkce' },
  { what: 'a container', settings: { isContainer: true }, chosen: 'device-code' },
  { what: 'a container with BROWSER', settings: { isContainer: true, env: { BROWSER: 'my-browser' } }, chosen: 'pkce' },
  { what: 'no display', settings: { env: {} }, chosen: 'device-code' },
  { what: 'an empty BROWSER and no display', settings: { env: { BROWSER: '' } }, chosen: 'device-code' },
  { what: 'no terminal', settings: { interactive: false }, chosen: 'device-code' },
  { what: 'no terminal with BROWSER', settings: { interactive: false, env: { BROWSER: 'b' } }, chosen: 'pkce' },
];

for (const { what, settings, chosen } of situations) {
  test(`${what}: the session is signed in to by ${chosen}`, async () => {
    const memory = person(settings);
    await signIn(memory.world, SESSION, USUAL_SIGN_IN);
    assert.equal(methodOf(memory), chosen);
  });

  test(`${what}: a legacy profile is signed in to by device code, as by the AWS CLI`, async () => {
    const memory = person(settings);
    await signIn(memory.world, LEGACY, USUAL_SIGN_IN);
    assert.equal(methodOf(memory), 'device-code');
  });

  test(`${what}: a method that is asked for is taken`, async () => {
    for (const method of ['pkce', 'device-code'] as const) {
      const memory = person(settings);
      comesBackByItself(memory);
      await signIn(memory.world, SESSION, { ...USUAL_SIGN_IN, method });
      assert.equal(methodOf(memory), method);
    }
  });
}

const options: SignInOptions = { ...USUAL_SIGN_IN, method: 'device-code' };

test('the token file has the fields, names and order of the AWS CLI', async () => {
  const memory = person();
  await signIn(memory.world, SESSION, options);
  assert.equal(
    memory.files.texts.get(tokenFile()),
    `{"startUrl": "${START_URL}", "region": "eu-west-1", "accessToken": "SECRET-access-2", "expiresAt": "2026-11-23T13:00:01Z", ` +
      '"clientId": "client-1", "clientSecret": "SECRET-client-1", "registrationExpiresAt": "2027-02-21T12:00:00Z", ' +
      '"refreshToken": "SECRET-refresh-2"}',
  );
});

test('files with secrets are created for their owner only', async () => {
  const memory = person();
  await signIn(memory.world, SESSION, options);
  assert.equal(memory.files.written.length, 2);
  for (const { options: written } of memory.files.written) assert.equal(written.mode ?? 0o600, 0o600);
});

test('a legacy token lies under its start URL and has no refresh token when the service gives none', async () => {
  const memory = person();
  memory.services.next('createToken', { accessToken: new Secret('SECRET-legacy'), expiresIn: 8 * 3_600_000 });
  await signIn(memory.world, LEGACY, options);
  const token = tokenFromText(memory.files.texts.get(tokenFile(START_URL)) ?? '');
  assert.equal(token?.accessToken.reveal(), 'SECRET-legacy');
  assert.equal(token?.renewal?.refreshToken, undefined);
});

test('a broken cache file is healed by the sign-in', async () => {
  const memory = person({ files: { [tokenFile()]: '{"access' } });
  await signIn(memory.world, SESSION, options);
  assert.equal(tokenFromText(memory.files.texts.get(tokenFile()) ?? '')?.accessToken.reveal(), 'SECRET-access-2');
});

test('a token that cannot be stored is used all the same, which is said', async () => {
  const memory = person();
  memory.files.isReadOnly = true;
  const token = await signIn(memory.world, SESSION, options);
  assert.equal(token.accessToken.reveal(), 'SECRET-access-2');
  assert.match(memory.terminal.warned.join(), /this call only/);
});

test('a fresh token is taken as it is', async () => {
  const memory = person({ files: { [tokenFile()]: tokenText({ expiresAt: AT.fresh }) } });
  assert.equal((await signIn(memory.world, SESSION, options)).accessToken.reveal(), 'SECRET-access-old');
  assert.deepEqual(memory.services.calls, []);
});

test('a fresh token that is to be replaced is replaced', async () => {
  const text = tokenText({ expiresAt: AT.fresh });
  const memory = person({ files: { [tokenFile()]: text } });
  const token = await signIn(memory.world, SESSION, { ...options, replaces: tokenFromText(text) });
  assert.equal(token.accessToken.reveal(), 'SECRET-access-2');
});

test('who comes second waits, is told, and gets the first one’s token', async () => {
  const memory = person();
  const both = await Promise.all([signIn(memory.world, SESSION, options), signIn(memory.world, SESSION, options)]);
  assert.deepEqual(
    both.map(({ accessToken }) => accessToken.reveal()),
    ['SECRET-access-2', 'SECRET-access-2'],
  );
  assert.match(memory.terminal.said.join('\n'), /Another sign-in to "koa-dev-customer" is under way/);
});

test('who waits for a sign-in that fails signs in', async () => {
  const memory = person();
  memory.services.next('registerClient', networkDown());
  const [first, second] = await Promise.allSettled([
    signIn(memory.world, SESSION, options),
    signIn(memory.world, SESSION, options),
  ]);
  assert.deepEqual([first.status, second.status], ['rejected', 'fulfilled']);
});

test('a failed sign-in leaves no token', async () => {
  const memory = person();
  memory.services.next('startDeviceAuthorization', networkDown());
  await fails(signIn(memory.world, SESSION, options), 'NETWORK_FAILED');
  assert.equal(memory.files.texts.has(tokenFile()), false);
});

test('without a terminal a browser that does not open is made up for by the device code', async () => {
  for (const more of [{}, { openBrowser: false }]) {
    const memory = memoryWorld({ env: { BROWSER: '/bin/false' } });
    memory.browser.canOpen = false;
    await signIn(memory.world, SESSION, { ...USUAL_SIGN_IN, ...more });
    assert.equal(methodOf(memory), 'device-code');
    assert.ok(memory.terminal.said.some((line) => line.includes('enter the code')));
  }
});
