// `npm run bench`: how long the calls take that shells make all day, as a ratio to the bare runtime.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { profile, writeConfig, writeRoleCredentials } from '../binary/home.ts';
import { binary, type Env } from '../binary/packed.ts';

const ROUNDS = 60;
const WARM_UP = 5;
const MANY = 5000;
const MOST_FOR_USE = 1.5;
const MOST_FOR_MANY = 1.5;

interface Call {
  readonly name: string;
  readonly program: string;
  readonly words: readonly string[];
  readonly env: Env;
  /** What stdout must begin with, so that no failure is measured as a quick success. */
  readonly answer: string;
  readonly times: number[];
}

function makeHome(profiles: number): string {
  const home = mkdtempSync(join(tmpdir(), 'jpaws-bench-'));
  writeConfig(home, profiles);
  writeRoleCredentials(home);
  return home;
}

function callsIn(home: string, label: string): Call[] {
  const { PATH, SystemRoot, TEMP } = process.env;
  const env = { PATH, SystemRoot, TEMP, HOME: home, USERPROFILE: home, JPAWS_CONTRACT: '1' };
  const call = { program: binary, env };
  return [
    { ...call, name: `use, ${label}`, words: ['use', profile], answer: 'jpaws/1\n', times: [] },
    { ...call, name: `__complete, ${label}`, words: ['__complete', '--', 'use', ''], answer: profile, times: [] },
  ];
}

function measure({ name, program, words, env, answer, times }: Call): void {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(program, words, { env, encoding: 'utf8', maxBuffer: 2 ** 24 });
  times.push(Number(process.hrtime.bigint() - start) / 1e6);
  if (status !== 0 || !stdout.startsWith(answer)) throw new Error(`${name} failed (${status}): ${stdout}${stderr}`);
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;

const [oneHome, manyHome] = [makeHome(1), makeHome(MANY)];
const bare: Call = { name: 'node -e 0', program: process.execPath, words: ['-e', '0'], env: {}, answer: '', times: [] };
const calls = [bare, ...callsIn(oneHome, '1 profile'), ...callsIn(manyHome, `${MANY} profiles`)];
try {
  // In turns, so that a busy moment of the machine falls on all of them.
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) calls.forEach(measure);
} finally {
  for (const home of [oneHome, manyHome]) rmSync(home, { recursive: true });
}

const medians = new Map(calls.map(({ name, times }) => [name, median(times.slice(WARM_UP))]));
const ratio = (name: string, to: string): number => (medians.get(name) ?? Number.NaN) / (medians.get(to) ?? Number.NaN);
console.log(`median of ${ROUNDS} runs in turns, Node ${process.version}, ${process.platform} ${process.arch}\n`);
for (const [name, time] of medians) {
  console.log(`${name.padEnd(28)}${time.toFixed(1).padStart(7)} ms  ×${ratio(name, bare.name).toFixed(2)}`);
}

const limits = [
  { what: '`use` to the bare runtime', is: ratio('use, 1 profile', bare.name), most: MOST_FOR_USE },
  { what: '`__complete` to the bare runtime', is: ratio('__complete, 1 profile', bare.name), most: MOST_FOR_USE },
  { what: `${MANY} profiles to one`, is: ratio(`use, ${MANY} profiles`, 'use, 1 profile'), most: MOST_FOR_MANY },
];
console.log('');
for (const { what, is, most } of limits) {
  console.log(`${is <= most ? 'kept' : 'MISSED'}: ${what} ×${is.toFixed(2)}, at most ×${most}`);
  if (!(is <= most)) process.exitCode = 1;
}
