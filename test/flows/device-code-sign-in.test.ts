import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../src/domain/secret.ts';
import { milliseconds, minutes, seconds } from '../../src/domain/units.ts';
import { signIn } from '../../src/flows/sign-in.ts';
import { USUAL_SIGN_IN } from '../../src/flows/sign-in-options.ts';
import { fails } from '../support/fails.ts';
import { memoryWorld, networkDown, refusal, type MemoryWorld } from '../support/memory-world.ts';
import { LEGACY, SESSION } from '../support/sample-context.ts';

const options = { ...USUAL_SIGN_IN, method: 'device-code' } as const;
const PENDING = refusal('AuthorizationPendingException');
const SLOW_DOWN = refusal('SlowDownException');

const DEVICE = {
  deviceCode: new Secret('SECRET-device-code'),
  userCode: 'ABCD-EFGH',
  verificationUri: 'https://device.example/verify',
  verificationUriComplete: 'https://device.example/verify?user_code=ABCD-EFGH',
  expiresIn: minutes(10),
};

const desktop = (): MemoryWorld => memoryWorld({ interactive: true, env: { DISPLAY: ':0' } });

test('address and code are always shown, with the advice to confirm only what one started', async () => {
  for (const memory of [desktop(), memoryWorld()]) {
    memory.services.next('startDeviceAuthorization', DEVICE);
    await signIn(memory.world, SESSION, options);
    const shown = memory.terminal.shown.join('\n');
    assert.match(shown, /https:\/\/device\.example\/verify$/m);
    assert.match(shown, /ABCD-EFGH/);
    assert.match(shown, /only a sign-in that you have started yourself/);
    assert.doesNotMatch(shown, /SECRET/);
  }
});

test('the browser gets the address that holds the code', async () => {
  const memory = desktop();
  memory.services.next('startDeviceAuthorization', DEVICE);
  await signIn(memory.world, SESSION, options);
  assert.deepEqual(memory.browser.opened, [DEVICE.verificationUriComplete]);
});

test('no browser is opened over SSH, in a container, and with --no-browser', async () => {
  const nowhere = [
    memoryWorld({ env: { SSH_TTY: '/dev/pts/1', DISPLAY: ':0' } }),
    memoryWorld({ isContainer: true, env: { DISPLAY: ':0' } }),
  ];
  for (const memory of nowhere) await signIn(memory.world, SESSION, options);
  const unwanted = desktop();
  await signIn(unwanted.world, SESSION, { ...options, openBrowser: false });
  for (const memory of [...nowhere, unwanted]) assert.deepEqual(memory.browser.opened, []);
});

test('an address that is neither https nor of this machine is refused before anything is shown or opened', async () => {
  for (const address of ['http://device.example', 'javascript:alert(1)', 'file:///etc/passwd', 'x']) {
    for (const part of ['verificationUri', 'verificationUriComplete'] as const) {
      const memory = desktop();
      memory.services.next('startDeviceAuthorization', { ...DEVICE, [part]: address });
      await fails(signIn(memory.world, SESSION, options), 'SIGN_IN_REFUSED');
      assert.deepEqual([memory.browser.opened, memory.terminal.shown], [[], []]);
    }
  }
});

test('each poll waits the interval first; 5 seconds when there is none', async () => {
  const memory = desktop();
  memory.services.next('startDeviceAuthorization', DEVICE);
  memory.services.next('createToken', PENDING, PENDING);
  await signIn(memory.world, SESSION, options);
  assert.deepEqual(memory.clock.slept, [seconds(5), seconds(5), seconds(5)]);
});

test('slow_down adds 5 seconds for good', async () => {
  const memory = desktop();
  memory.services.next('startDeviceAuthorization', { ...DEVICE, interval: seconds(2) });
  memory.services.next('createToken', SLOW_DOWN, PENDING, SLOW_DOWN, PENDING);
  await signIn(memory.world, SESSION, options);
  assert.deepEqual(memory.clock.slept, [2, 7, 7, 12, 12].map(seconds));
});

test('an interval of nothing does not hammer the service, one of years does not sleep for them', async () => {
  for (const [interval, wait] of [
    [0, 5],
    [-1, 5],
    [9e12, 60],
  ] as const) {
    const memory = desktop();
    memory.services.next('startDeviceAuthorization', { ...DEVICE, interval: milliseconds(interval) });
    await signIn(memory.world, SESSION, options);
    assert.deepEqual(memory.clock.slept, [seconds(wait)]);
  }
});

test('nobody confirms: it ends with the life of the code', async () => {
  const memory = desktop();
  memory.services.next('startDeviceAuthorization', { ...DEVICE, expiresIn: minutes(2), interval: seconds(30) });
  memory.services.next('createToken', ...Array.from({ length: 20 }, () => PENDING));
  const error = await fails(signIn(memory.world, SESSION, options), 'SIGN_IN_TIMED_OUT');
  assert.equal(error.args.minutes, 2);
  assert.equal(memory.services.named('createToken').length, 4);
});

test('an expired code ends it as timed out', async () => {
  const memory = desktop();
  memory.services.next('createToken', PENDING, refusal('ExpiredTokenException'));
  await fails(signIn(memory.world, SESSION, options), 'SIGN_IN_TIMED_OUT');
});

test('a denial ends it with its reason, any other answer as it is', async () => {
  const denied = desktop();
  denied.services.next('createToken', refusal('AccessDeniedException'));
  assert.match(
    (await fails(signIn(denied.world, SESSION, options), 'SIGN_IN_REFUSED')).message,
    /denied in the browser/,
  );
  const odd = desktop();
  odd.services.next('createToken', refusal('InvalidGrantException'));
  await fails(signIn(odd.world, SESSION, options), 'SERVICE_REFUSED');
  const down = desktop();
  down.services.next('createToken', networkDown());
  await fails(signIn(down.world, SESSION, options), 'NETWORK_FAILED');
});

test('a cached registration is used again', async () => {
  const memory = desktop();
  await signIn(memory.world, SESSION, options);
  memory.clock.pass(minutes(120));
  await signIn(memory.world, SESSION, options);
  assert.equal(memory.services.named('registerClient').length, 1);
});

test('a cached registration that the service has forgotten is replaced once', async () => {
  const memory = desktop();
  await signIn(memory.world, SESSION, options);
  memory.clock.pass(minutes(120));
  memory.services.next('startDeviceAuthorization', refusal('InvalidClientException', 401));
  await signIn(memory.world, SESSION, options);
  assert.equal(memory.services.named('registerClient').length, 2);
});

test('a service that knows not even the new registration is an error', async () => {
  const memory = desktop();
  const forgotten = refusal('InvalidClientException', 401);
  memory.services.next('startDeviceAuthorization', forgotten, forgotten, forgotten);
  await fails(signIn(memory.world, SESSION, options), 'SERVICE_REFUSED');
  assert.equal(memory.services.named('startDeviceAuthorization').length, 2);
});

test('the client is registered under the name that the AWS CLI gives it, with scopes only when there are some', async () => {
  const named = desktop();
  await signIn(named.world, SESSION, options);
  assert.deepEqual(named.services.named('registerClient')[0]?.args[1], {
    clientName: 'botocore-client-koa-dev-customer',
    scopes: ['sso:account:access'],
  });
  const legacy = desktop();
  await signIn(legacy.world, LEGACY, options);
  assert.deepEqual(legacy.services.named('registerClient')[0]?.args[1], {
    clientName: `botocore-client-${Date.UTC(2026, 10, 23, 12) / 1000}`,
  });
});

test('Ctrl-C while waiting ends it as interrupted', async () => {
  const memory = desktop();
  memory.services.next('createToken', () => {
    memory.interrupt();
    return PENDING;
  });
  await fails(signIn(memory.world, SESSION, options), 'INTERRUPTED');
});
