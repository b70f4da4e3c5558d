import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import {
  authorizeRequest,
  emulatorFor,
  oidcOf,
  open,
  registerDeviceClient,
  registerPkceClient,
  startDevice,
} from '../support/emulator-clients.ts';
import type { RunningEmulator } from '../../src/emulator/start-emulator.ts';

const hostile = `<script>alert(1)</script>"' onload=x & \u202e\u0007`;

async function consentPage(emulator: RunningEmulator, clientName?: string): Promise<Response> {
  const keys = await registerPkceClient(oidcOf(emulator), clientName);
  return open(authorizeRequest(emulator, keys.clientId).url);
}

test('a page keeps nothing, runs nothing and cannot be framed', async (t) => {
  const { headers } = await consentPage(await emulatorFor(t));
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(headers.get('x-frame-options'), 'DENY');
  assert.equal(headers.get('referrer-policy'), 'no-referrer');
  const policy = headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*/);
});

test('the policy lets the form lead to this service and back to the program, and nowhere else', async (t) => {
  const policy = (await consentPage(await emulatorFor(t))).headers.get('content-security-policy') ?? '';
  assert.match(policy, /form-action 'self' http:\/\/127\.0\.0\.1:8400;/);
});

test('the policy names the very style that the page holds', async (t) => {
  const page = await consentPage(await emulatorFor(t));
  const style = /<style>(.*?)<\/style>/s.exec(await page.text())?.[1] ?? '';
  assert.ok(style.length > 500);
  const hash = createHash('sha256').update(style).digest('base64');
  assert.ok(page.headers.get('content-security-policy')?.includes(`'sha256-${hash}'`));
});

test('text from outside is only text on the pages', async (t) => {
  const emulator = await emulatorFor(t, { userName: hostile, region: hostile });
  const pages = [
    await consentPage(emulator, hostile),
    await open(`${emulator.url}/device?user_code=${encodeURIComponent(hostile)}`),
  ];
  for (const page of pages) {
    const text = await page.text();
    assert.ok(text.includes('&lt;script&gt;alert(1)&lt;/script&gt;'), 'the text is shown');
    assert.doesNotMatch(text, /<script/i);
    assert.doesNotMatch(text, /"' onload/);
    assert.ok(!text.includes('\u0007'));
  }
});

test('the page says who asks, for whom and for what', async (t) => {
  const text = await (await consentPage(await emulatorFor(t), 'jpaws (my session)')).text();
  for (const word of ['jpaws (my session)', 'kim@example.com', 'Your AWS accounts and roles', 'Allow', 'Deny']) {
    assert.ok(text.includes(word), word);
  }
});

test('the device page shows the code to compare, in whatever case it was typed', async (t) => {
  const emulator = await emulatorFor(t);
  const oidc = oidcOf(emulator);
  const { userCode = '' } = await startDevice(oidc, await registerDeviceClient(oidc));
  assert.match(userCode, /^[B-Z]{4}-[B-Z]{4}$/);
  const page = await (await open(`${emulator.url}/device?user_code=${userCode.toLowerCase()}`)).text();
  assert.ok(page.includes(`<p class="code">${userCode}</p>`));
});

test('the device page asks for the code when the address has none', async (t) => {
  const emulator = await emulatorFor(t);
  assert.match(await (await open(`${emulator.url}/device`)).text(), /<input id="user_code" name="user_code"/);
});

test('an unknown, an expired and an answered code are each told on the device page', async (t) => {
  const emulator = await emulatorFor(t);
  const oidc = oidcOf(emulator);
  const { userCode } = await startDevice(oidc, await registerDeviceClient(oidc));
  const page = () => open(`${emulator.url}/device?user_code=${userCode}`);
  assert.equal((await open(`${emulator.url}/device?user_code=BBBB-BBBB`)).status, 404);
  emulator.settings.approve = 'automatic';
  assert.match(await (await page()).text(), /You are signed in/);
  emulator.settings.clockOffset = 11 * 60_000;
  assert.equal((await page()).status, 404);
});
