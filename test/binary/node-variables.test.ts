// The shipped binary is steered by no NODE_* variable but NODE_EXTRA_CA_CERTS. Each test first shows with the bare
// runtime that the variable does what it must not do here.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { accessToken, profile, writeConfig, writeToken } from './home.ts';
import { type Ended, emptyFolder, type Env, runBinary, runProgram } from './packed.ts';

const certificates = join(import.meta.dirname, '../adapters/tls');
const ca = join(certificates, 'ca.pem');
const runBare = (script: string, env: Env): Promise<Ended> => runProgram(process.execPath, ['-e', script], { env });

/** A file that says so when it is loaded. */
function trapIn(folder: string): string {
  const file = join(folder, 'trap.cjs');
  writeFileSync(file, "require('node:fs').writeSync(2, 'TRAPPED');");
  return file;
}

/** A portal behind TLS that gives role credentials to everyone, and a signed-in person who calls it. */
async function portalBehindTls(t: TestContext) {
  const home = emptyFolder(t);
  writeConfig(home);
  writeToken(home);
  const read = (name: string): string => readFileSync(join(certificates, name), 'utf8');
  const tokens: unknown[] = [];
  const server = createServer({ key: read('server-key.pem'), cert: read('server.pem') }, (request, response) => {
    tokens.push(request.headers['x-amz-sso_bearer_token']);
    const keys = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'session' };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ roleCredentials: { ...keys, expiration: Date.now() + 3_600_000 } }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const url = `https://localhost:${(server.address() as AddressInfo).port}`;
  return { url, tokens, env: { HOME: home, USERPROFILE: home, AWS_ENDPOINT_URL_SSO: url } };
}

test('NODE_OPTIONS loads nothing', async (t) => {
  const env = { NODE_OPTIONS: `--require=${trapIn(emptyFolder(t)).replaceAll('\\', '/')}` };
  assert.equal((await runBare('0', env)).stderr, 'TRAPPED');
  assert.equal((await runBinary(['--version'], { env })).stderr, '');
});

test('NODE_PATH is no place to load from', async (t) => {
  const folder = emptyFolder(t);
  trapIn(folder);
  for (const name of ['yargs', 'cliui', 'y18n']) writeFileSync(join(folder, `${name}.js`), "require('./trap.cjs')");
  const env = { NODE_PATH: folder };
  assert.equal(
    (await runProgram(process.execPath, ['-e', "require('yargs')"], { env, cwd: folder })).stderr,
    'TRAPPED',
  );
  const { status, stderr } = await runBinary(['--help'], { env });
  assert.deepEqual([status, stderr], [0, '']);
});

test('NODE_REPL_EXTERNAL_MODULE is not loaded', async (t) => {
  const env = { NODE_REPL_EXTERNAL_MODULE: trapIn(emptyFolder(t)) };
  assert.equal((await runProgram(process.execPath, ['-i'], { env })).stderr, 'TRAPPED');
  assert.equal((await runBinary([], { env })).stderr.includes('TRAPPED'), false);
});

for (const name of ['NODE_V8_COVERAGE', 'NODE_COMPILE_CACHE']) {
  test(`${name} makes it write nothing`, async (t) => {
    const [folder, control] = [emptyFolder(t), emptyFolder(t)];
    const script = join(control, 'script.cjs');
    writeFileSync(script, '0');
    await runProgram(process.execPath, [script], { env: { [name]: join(control, 'out') } });
    assert.ok(filesBelow(join(control, 'out')).length > 0);
    const { status } = await runBinary(['--help'], { env: { [name]: join(folder, 'out') } });
    assert.equal(status, 0);
    assert.deepEqual(filesBelow(join(folder, 'out')), []);
  });
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

test('NODE_EXTRA_CA_CERTS is honoured', async (t) => {
  const { env, tokens } = await portalBehindTls(t);
  const { status, stdout, stderr } = await runBinary(['export', profile], { env: { ...env, NODE_EXTRA_CA_CERTS: ca } });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /ASIAEXAMPLE/);
  assert.deepEqual(tokens, [accessToken]);
});

test('NODE_TLS_REJECT_UNAUTHORIZED does not switch verification off', async (t) => {
  const { env, tokens, url } = await portalBehindTls(t);
  const off = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  const control = await runBare(`fetch('${url}').then(({ status }) => console.log(status))`, off);
  assert.equal(control.stdout, '200\n');
  assert.equal(tokens.length, 1);
  const { status, stderr } = await runBinary(['export', profile], { env: { ...env, ...off } });
  assert.equal(status, 6, stderr);
  assert.equal(tokens.length, 1);
});

test('NODE_DEBUG shows no token', async (t) => {
  const { env, tokens, url } = await portalBehindTls(t);
  const debug = { NODE_DEBUG: 'http,https,net,tls,stream,module,fs', NODE_EXTRA_CA_CERTS: ca };
  const request = `require('node:https').get('${url}', { headers: { 'x-amz-sso_bearer_token': '${accessToken}' } }, (r) => r.resume())`;
  assert.match((await runBare(request, debug)).stderr, new RegExp(accessToken));
  const { status, stdout, stderr } = await runBinary(['export', profile], { env: { ...env, ...debug } });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /ASIAEXAMPLE/);
  assert.deepEqual(tokens, [accessToken, accessToken]);
  assert.doesNotMatch(stderr, new RegExp(`${accessToken}|HTTP|TLS|NET`));
});
