import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { Secret } from '../../src/domain/secret.ts';
import { minutes } from '../../src/domain/units.ts';
import { signIn } from '../../src/flows/sign-in.ts';
import { USUAL_SIGN_IN } from '../../src/flows/sign-in-options.ts';
import type { CallbackAnswer } from '../../src/ports.ts';
import { fails } from '../support/fails.ts';
import { memoryWorld, networkDown, refusal, type MemoryWorld } from '../support/memory-world.ts';
import { SESSION } from '../support/sample-context.ts';
import { tokenFile } from '../support/sample-files.ts';

const options = { ...USUAL_SIGN_IN, method: 'pkce' } as const;

function desktop(answer?: CallbackAnswer): MemoryWorld {
  const memory = memoryWorld({ interactive: true, env: { DISPLAY: ':0' } });
  if (answer !== undefined) memory.browser.onOpen = () => memory.callback.comesBack(answer);
  return memory;
}

const CODE = { code: new Secret('SECRET-code') };

test('the listener is bound before the browser opens, and closed afterwards', async () => {
  const memory = desktop();
  memory.browser.onOpen = () => {
    assert.equal(memory.callback.open, 1);
    memory.callback.comesBack(CODE);
  };
  await signIn(memory.world, SESSION, options);
  assert.equal(memory.callback.open, 0);
});

test('the challenge in the address is that of the verifier in the exchange, and the state is that of the listener', async () => {
  const memory = desktop(CODE);
  await signIn(memory.world, SESSION, options);
  const [address = ''] = memory.browser.opened;
  const { searchParams } = new URL(address);
  const [grant] = memory.services.grants;
  assert.ok(grant?.grantType === 'authorization_code');
  const verifier = grant.codeVerifier.reveal();
  assert.equal(searchParams.get('code_challenge'), createHash('sha256').update(verifier).digest('base64url'));
  assert.equal(searchParams.get('state'), memory.callback.listened[0]?.state);
  assert.equal(searchParams.get('redirect_uri'), grant.redirectUri);
  assert.equal(grant.code.reveal(), 'SECRET-code');
  assert.ok(!address.includes(verifier));
});

test('verifier and state are new for each sign-in, with 384 and 256 bits', async () => {
  const seen = new Set<string>();
  const memory = desktop(CODE);
  for (const expected of [2, 4]) {
    await signIn(memory.world, SESSION, options);
    const grant = memory.services.grants.at(-1);
    assert.ok(grant?.grantType === 'authorization_code');
    const state = memory.callback.listened.at(-1)?.state ?? '';
    seen.add(grant.codeVerifier.reveal()).add(state);
    assert.equal(seen.size, expected);
    assert.deepEqual([grant.codeVerifier.reveal().length, state.length], [64, 43]);
    memory.clock.pass(minutes(120));
  }
});

test('the client is registered as by the AWS CLI: no port in the address back, the start URL as issuer', async () => {
  const memory = desktop(CODE);
  await signIn(memory.world, SESSION, options);
  assert.deepEqual(memory.services.named('registerClient')[0]?.args[1], {
    clientName: 'botocore-client-koa-dev-customer',
    scopes: ['sso:account:access'],
    grantTypes: ['authorization_code', 'refresh_token'],
    redirectUris: ['http://127.0.0.1/oauth/callback'],
    issuerUrl: SESSION.session.startUrl,
  });
});

test('a session without scopes asks for the default one', async () => {
  const memory = desktop(CODE);
  await signIn(memory.world, { ...SESSION, session: { ...SESSION.session, scopes: undefined } }, options);
  assert.equal(new URL(memory.browser.opened[0] ?? '').searchParams.get('scopes'), 'sso:account:access');
});

test('the address is always shown, also when the browser opens, and holds no secret', async () => {
  const memory = desktop(CODE);
  await signIn(memory.world, SESSION, options);
  assert.ok(
    memory.terminal.shown.includes(memory.browser.opened[0] ?? 'none') ||
      memory.terminal.shown.some((line) => line.trim() === memory.browser.opened[0]),
  );
  assert.doesNotMatch(memory.terminal.shown.join('\n'), /SECRET/);
});

test('the port that was asked for is listened on', async () => {
  const memory = desktop(CODE);
  await signIn(memory.world, SESSION, { ...options, port: 8123 });
  assert.equal(memory.callback.listened[0]?.port, 8123);
});

test('a browser that cannot be opened and --no-browser leave the address to be pasted', async () => {
  for (const openBrowser of [true, false]) {
    const memory = desktop();
    memory.browser.canOpen = false;
    const back = (state: string): string => `http://127.0.0.1:49152/oauth/callback?code=pasted&state=${state}`;
    const { listen } = memory.callback;
    memory.callback.listen = async (asked) => {
      memory.terminal.pasted.push('', 'not an address', back('wrong'), back(asked.state));
      return listen.call(memory.callback, asked);
    };
    await signIn(memory.world, SESSION, { ...options, openBrowser });
    const [grant] = memory.services.grants;
    assert.ok(grant?.grantType === 'authorization_code' && grant.code.reveal() === 'pasted');
    assert.deepEqual(memory.terminal.warned, ['that is no address', 'the address belongs to another sign-in']);
    assert.equal(memory.browser.opened.length, openBrowser ? 1 : 0);
  }
});

test('a refusal that is pasted or comes back ends the sign-in with its reason', async () => {
  for (const [answer, reason] of [
    [{ error: 'access_denied', description: 'You said no' }, /You said no/],
    [{ error: 'access_denied', description: '' }, /access_denied/],
  ] as const) {
    const memory = desktop(answer);
    assert.match((await fails(signIn(memory.world, SESSION, options), 'SIGN_IN_REFUSED')).message, reason);
    assert.deepEqual([memory.callback.open, memory.files.texts.has(tokenFile())], [0, false]);
  }
});

test('nobody comes back: it ends after 10 minutes with the port closed', async () => {
  const memory = desktop();
  const error = await fails(signIn(memory.world, SESSION, options), 'SIGN_IN_TIMED_OUT');
  assert.deepEqual([error.args.minutes, memory.callback.open], [10, 0]);
  assert.deepEqual(memory.clock.slept, [minutes(10)]);
});

test('Ctrl-C ends it with the port closed', async () => {
  const memory = desktop();
  memory.browser.onOpen = () => memory.interrupt();
  await fails(signIn(memory.world, SESSION, options), 'INTERRUPTED');
  assert.equal(memory.callback.open, 0);
});

test('an address of the service that no browser may open is refused', async () => {
  const memory = desktop(CODE);
  memory.services.next('authorizeUrl', 'http://oidc.example/authorize');
  await fails(signIn(memory.world, SESSION, options), 'SIGN_IN_REFUSED');
  assert.deepEqual([memory.browser.opened, memory.callback.open], [[], 0]);
});

test('a cached registration is used again after a sign-in that came to its end', async () => {
  const memory = desktop(CODE);
  await signIn(memory.world, SESSION, options);
  memory.clock.pass(minutes(120));
  await signIn(memory.world, SESSION, options);
  assert.equal(memory.services.named('registerClient').length, 1);
});

test('a registration with which a sign-in did not come to its end is not used again: the service may have forgotten it', async () => {
  const failures: readonly ((memory: MemoryWorld) => void)[] = [
    (memory) => memory.services.next('createToken', refusal('InvalidClientException', 401)),
    (memory) => {
      memory.browser.onOpen = () => {};
    },
  ];
  for (const fail of failures) {
    const memory = desktop(CODE);
    await signIn(memory.world, SESSION, options);
    memory.clock.pass(minutes(120));
    fail(memory);
    await assert.rejects(signIn(memory.world, SESSION, options));
    memory.browser.onOpen = () => memory.callback.comesBack(CODE);
    await signIn(memory.world, SESSION, options);
    assert.equal(memory.services.named('registerClient').length, 2);
  }
});

test('in a read-only home the failure that counts is told', async () => {
  const memory = desktop(CODE);
  memory.files.isReadOnly = true;
  memory.services.next('createToken', networkDown());
  await fails(signIn(memory.world, SESSION, options), 'NETWORK_FAILED');
});

test('the registration of the device code is not used, and the other way round', async () => {
  const memory = desktop(CODE);
  await signIn(memory.world, SESSION, options);
  memory.clock.pass(minutes(120));
  await signIn(memory.world, SESSION, { ...options, method: 'device-code' });
  assert.equal(memory.services.named('registerClient').length, 2);
});
