import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { RunningEmulator } from '../../src/emulator/start-emulator.ts';
import { emulatorFor, signIn, startUrl } from '../support/emulator-clients.ts';

const minute = 60_000;
const run = promisify(execFile);
const reader = fileURLToPath(new URL('../support/read-with-sdk.ts', import.meta.url));

const config = `[sso-session jppol]
sso_start_url = ${startUrl}
sso_region = eu-west-1
sso_registration_scopes = sso:account:access

[profile koa-dev]
sso_session = jppol
sso_account_id = 931827427725
sso_role_name = idp_customer_access

[profile legacy]
sso_start_url = ${startUrl}
sso_region = eu-west-1
sso_account_id = 931827427725
sso_role_name = idp_customer_access
`;

const cacheFile = (home: string, key: string): string =>
  join(home, '.aws', 'sso', 'cache', `${createHash('sha1').update(key).digest('hex')}.json`);

/** A home folder as it is after `aws sso login`. */
async function signedInHome(t: TestContext, emulator: RunningEmulator, expiresAt: number) {
  const home = mkdtempSync(join(tmpdir(), 'emulator-home-'));
  t.after(() => rmSync(home, { recursive: true }));
  const { accessToken, refreshToken, clientId, clientSecret } = await signIn(emulator);
  const time = (at: number) => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
  const registrationExpiresAt = time(emulator.now() + emulator.settings.lifetimes.registration);
  const token = {
    startUrl,
    region: 'eu-west-1',
    accessToken,
    expiresAt: time(expiresAt),
    clientId,
    clientSecret,
    registrationExpiresAt,
    refreshToken,
  };
  mkdirSync(join(home, '.aws', 'sso', 'cache'), { recursive: true });
  writeFileSync(join(home, '.aws', 'config'), config);
  for (const key of ['jppol', startUrl]) writeFileSync(cacheFile(home, key), JSON.stringify(token));
  return { home, token };
}

async function credentialsOf(emulator: RunningEmulator, home: string, profile = 'koa-dev') {
  const env = { PATH: process.env['PATH'], HOME: home, USERPROFILE: home, AWS_ENDPOINT_URL: emulator.url };
  const { stdout } = await run(process.execPath, [reader, profile], { env });
  const printed = JSON.parse(stdout) as { accessKeyId: string; secretAccessKey: string; sessionToken: string };
  const { accessKeyId, secretAccessKey, sessionToken } = printed;
  return { accessKeyId, secretAccessKey, sessionToken };
}

for (const profile of ['koa-dev', 'legacy']) {
  test(`fromSSO gets credentials for the profile ${profile}, and STS knows them`, async (t) => {
    const emulator = await emulatorFor(t, { approve: 'automatic' });
    const { home } = await signedInHome(t, emulator, Date.now() + 60 * minute);
    const credentials = await credentialsOf(emulator, home, profile);
    const sts = new STSClient({ region: 'eu-west-1', endpoint: emulator.url, credentials });
    assert.equal((await sts.send(new GetCallerIdentityCommand({}))).Account, '931827427725');
  });
}

test('fromSSO refreshes a token that is about to end, once, and writes down the new one', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic' });
  const { home, token } = await signedInHome(t, emulator, Date.now() + minute);
  emulator.requests.length = 0;
  assert.ok((await credentialsOf(emulator, home)).accessKeyId);
  assert.deepEqual(
    emulator.requests.map(({ path, body }) => [path, (body as Record<string, string> | undefined)?.['grantType']]),
    [
      ['/token', 'refresh_token'],
      ['/federation/credentials', undefined],
    ],
  );
  const written = JSON.parse(readFileSync(cacheFile(home, 'jppol'), 'utf8')) as typeof token;
  assert.notEqual(written.accessToken, token.accessToken);
  assert.notEqual(written.refreshToken, token.refreshToken);
});

test('fromSSO says why when the role is not assigned', async (t) => {
  const emulator = await emulatorFor(t, { approve: 'automatic', accounts: [] });
  const { home } = await signedInHome(t, emulator, Date.now() + 60 * minute);
  await assert.rejects(credentialsOf(emulator, home), { stderr: /No access/ });
});
