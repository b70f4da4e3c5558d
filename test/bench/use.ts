// `npm run bench`: how long the calls take that shells make all day, as a ratio to the bare runtime.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROUNDS = 60;
const WARM_UP = 5;
const MOST_FOR_USE = 1.5;
const MOST_FOR_MANY_PROFILES = 1.5;

const binary = resolve(import.meta.dirname, '../../dist', process.platform === 'win32' ? 'jpaws.exe' : 'jpaws');
const session = '[sso-session bench]\nsso_start_url = https://bench.awsapps.com/start\nsso_region = eu-west-1\n';

interface Call {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What stdout must begin with, so that no failure is measured as a quick success. */
  readonly answer: string;
  readonly times: number[];
}

/** A home with that many profiles, the role credentials of the last one cached as the AWS CLI caches them. */
function makeHome(profiles: number): string {
  const home = mkdtempSync(join(tmpdir(), 'jpaws-bench-'));
  const accounts = Array.from({ length: profiles }, (_, at) => String(at + 1).padStart(12, '0'));
  const sections = accounts.map(
    (account) =>
      `[profile p${account}]\nsso_session = bench\nsso_account_id = ${account}\nsso_role_name = reader\nregion = eu-west-1\n`,
  );
  mkdirSync(join(home, '.aws', 'cli', 'cache'), { recursive: true });
  writeFileSync(join(home, '.aws', 'config'), [session, ...sections].join('\n'));
  const key = JSON.stringify({ accountId: accounts.at(-1), roleName: 'reader', sessionName: 'bench' });
  const credentials = {
    ProviderType: 'sso',
    Credentials: {
      AccessKeyId: 'ASIABENCHBENCHBENCHB',
      SecretAccessKey: 'x'.repeat(40),
      SessionToken: 'x'.repeat(1000),
      Expiration: new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z'),
      AccountId: accounts.at(-1),
    },
  };
  const file = `${createHash('sha1').update(key).digest('hex')}.json`;
  writeFileSync(join(home, '.aws', 'cli', 'cache', file), JSON.stringify(credentials), { mode: 0o600 });
  return home;
}

function callsIn(home: string, profiles: number): Call[] {
  const { PATH, SystemRoot, TEMP } = process.env;
  const env = { PATH, SystemRoot, TEMP, HOME: home, USERPROFILE: home, JPAWS_CONTRACT: '1' };
  const profile = `p${String(profiles).padStart(12, '0')}`;
  const count = profiles === 1 ? '1 profile' : `${profiles} profiles`;
  return [
    { name: `use, ${count}`, command: [binary, 'use', profile], env, answer: 'jpaws/1\n', times: [] },
    { name: `__complete, ${count}`, command: [binary, '__complete', '--', 'use', 'p'], env, answer: 'p00', times: [] },
  ];
}

function measure({ name, command: [program, ...words], env, answer, times }: Call): void {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(program, words, { env, encoding: 'utf8', maxBuffer: 2 ** 24 });
  times.push(Number(process.hrtime.bigint() - start) / 1e6);
  if (status !== 0 || !stdout.startsWith(answer)) throw new Error(`${name} failed (${status}): ${stdout}${stderr}`);
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;

const homes = [1, 5000].map((profiles) => ({ profiles, home: makeHome(profiles) }));
const bare: Call = {
  name: 'node -e 0',
  command: [process.execPath, '-e', '0'],
  env: { PATH: '' },
  answer: '',
  times: [],
};
const calls = [bare, ...homes.flatMap(({ home, profiles }) => callsIn(home, profiles))];
try {
  // In turns, so that a busy moment of the machine falls on all of them.
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) calls.forEach(measure);
} finally {
  for (const { home } of homes) rmSync(home, { recursive: true });
}

const medians = new Map(calls.map(({ name, times }) => [name, median(times.slice(WARM_UP))]));
const ratio = (name: string, to: string): number => (medians.get(name) ?? Number.NaN) / (medians.get(to) ?? Number.NaN);
console.log(`median of ${ROUNDS} runs in turns, Node ${process.version}, ${process.platform} ${process.arch}\n`);
for (const [name, time] of medians) {
  console.log(`${name.padEnd(28)}${time.toFixed(1).padStart(7)} ms  ×${ratio(name, bare.name).toFixed(2)}`);
}

const limits = [
  { what: '`use` to the bare runtime', is: ratio('use, 1 profile', bare.name), most: MOST_FOR_USE },
  { what: '5000 profiles to one', is: ratio('use, 5000 profiles', 'use, 1 profile'), most: MOST_FOR_MANY_PROFILES },
];
console.log('');
for (const { what, is, most } of limits) {
  const isKept = is <= most;
  console.log(`${isKept ? 'kept' : 'MISSED'}: ${what} ×${is.toFixed(2)}, at most ×${most}`);
  if (!isKept) process.exitCode = 1;
}
