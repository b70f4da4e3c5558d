import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { type RunningEmulator, startEmulator } from '../../src/emulator/start-emulator.ts';
import type { Observation, Report, Scenario, ShellDriver, Step } from './driver.ts';
import { loadDrivers, requiredShells } from './drivers/index.ts';

/** The packed binary in every shell: what the other scenarios play with a fake one is done here for real. */
const BINARY_FOLDER = resolve(import.meta.dirname, '../../dist');

const CONFIG = `[profile koa-dev-customer]
sso_session = koa
sso_account_id = 931827427725
sso_role_name = idp_customer_access
region = eu-west-1
[profile blåbær 開発 $HOME]
sso_session = koa
sso_account_id = 931827427725
sso_role_name = idp_customer_access
[sso-session koa]
sso_start_url = https://jppol-sso.awsapps.com/start
sso_region = eu-west-1
sso_registration_scopes = sso:account:access
`;
const ODD = 'blåbær 開発 $HOME';

let emulator: RunningEmulator;
let home: string;

before(async () => {
  emulator = await startEmulator({ approve: 'automatic', interval: 0 });
  home = mkdtempSync(join(tmpdir(), 'jpaws-road-'));
  mkdirSync(join(home, '.aws'));
  writeFileSync(join(home, '.aws', 'config'), CONFIG.replace(ODD, `"${ODD}"`));
});

after(async () => {
  rmSync(home, { recursive: true, force: true });
  await emulator.close();
});

const jpaws = (...args: readonly string[]): Step => ({ do: 'jpaws', args });

const steps: readonly Step[] = [
  { do: 'set', name: 'AWS_PROFILE', value: 'mine' },
  { do: 'set', name: 'AWS_REGION', value: 'us-east-1' },
  jpaws('login', 'koa-dev-customer', '--device-code', '--no-browser'),
  jpaws('use', 'koa-dev-customer'),
  jpaws('whoami', '--json'),
  jpaws('use', ODD),
  jpaws('use', 'koa-dev-customer', '--mode', 'profile'),
  jpaws('use', 'koa-dev-credentials'),
  jpaws('use', 'koa-dev-customer', '--regoin', 'x'),
  jpaws('use', '--help'),
  jpaws('clear'),
  jpaws('use', 'koa-dev-customer'),
  jpaws('logout'),
  jpaws('use', 'koa-dev-customer'),
];

/** Every shell gets a home of its own, so that each one signs in. */
function scenarioFor(driver: ShellDriver, judge: (seen: readonly Observation[]) => void): Scenario {
  const own = join(home, driver.id);
  mkdirSync(own);
  cpSync(join(home, '.aws'), join(own, '.aws'), { recursive: true });
  const environment = {
    PATH: `${BINARY_FOLDER}:/usr/local/bin:/usr/bin:/bin`,
    HOME: own,
    AWS_ENDPOINT_URL: emulator.url,
  };
  return { name: 'the whole road', environment, answers: {}, steps, judge: ({ seen }: Report) => judge(seen) };
}

const managed = ({ environment }: Observation): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => name !== 'AWS_ENDPOINT_URL'));

function judgeRoad(seen: readonly Observation[]): void {
  const [login, used, who, odd, named, unknown, mistyped, helped, cleared, again, loggedOut, dead] = seen;
  assert.ok(
    login && used && who && odd && named && unknown && mistyped && helped && cleared && again && loggedOut && dead,
  );
  const untouched = { AWS_PROFILE: 'mine', AWS_REGION: 'us-east-1' };
  assert.equal(login.status, 0, login.stderr);
  assert.deepEqual(managed(login), untouched);

  assert.equal(used.status, 0, used.stderr);
  const keys = managed(used);
  assert.match(keys['AWS_ACCESS_KEY_ID'] ?? '', /^ASIA/);
  assert.equal(keys['AWS_PROFILE'], undefined);
  assert.equal(keys['AWS_REGION'], 'eu-west-1');
  assert.equal(keys['JPAWS_PREVIOUS'], '{"AWS_PROFILE": "mine", "AWS_REGION": "us-east-1"}');
  assert.equal(used.stdout, '');
  assert.equal(who.status, 0, who.stderr);
  assert.equal(JSON.parse(who.stdout).account, '931827427725');

  assert.equal(odd.status, 0, odd.stderr);
  assert.equal(managed(odd)['JPAWS_PROFILE'], ODD);
  // That profile has no region, so the person's own comes back.
  assert.equal(managed(odd)['AWS_REGION'], 'us-east-1');
  assert.equal(managed(odd)['AWS_DEFAULT_REGION'], undefined);

  assert.deepEqual(Object.keys(managed(named)), [
    'AWS_DEFAULT_REGION',
    'AWS_PROFILE',
    'AWS_REGION',
    'JPAWS_EXPIRES',
    'JPAWS_IDENTITY',
    'JPAWS_PREVIOUS',
    'JPAWS_PROFILE',
    'JPAWS_RENEW_AT',
  ]);
  assert.equal(unknown.status, 5);
  assert.match(unknown.stderr, /koa-dev-customer/);
  assert.equal(mistyped.status, 2);
  assert.match(mistyped.stderr, /--region/);
  for (const failed of [unknown, mistyped, helped]) assert.deepEqual(managed(failed), managed(named));
  assert.match(helped.stdout, /Activate a profile/);

  assert.equal(cleared.status, 0, cleared.stderr);
  assert.deepEqual(managed(cleared), untouched);
  assert.equal(again.status, 0, again.stderr);
  assert.equal(loggedOut.status, 0, loggedOut.stderr);
  assert.deepEqual(managed(loggedOut), untouched);
  assert.equal(dead.status, 4);
  assert.match(dead.stderr, /jpaws login/);
  assert.deepEqual(managed(dead), untouched);
}

for (const driver of await loadDrivers()) {
  const missing = driver.missing();
  const skip = missing !== undefined && !requiredShells.includes(driver.id) ? missing : false;
  test(`the packed binary walks the whole road in ${driver.id}`, { skip }, async () => {
    const scenario = scenarioFor(driver, judgeRoad);
    const [report] = await driver.run([scenario]);
    assert.ok(report);
    scenario.judge(report);
    assert.deepEqual(report.files, []);
  });
}
