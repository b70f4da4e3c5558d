/**
 * `node build.mjs && node test/wine/road.ts` — the Windows program, packed on Linux, under Wine 10 or newer (older ones
 * cannot start Node 24), against the embedded Identity Center, compared step by step with the program of this machine.
 * No part of CI. WINE names a command that starts Windows programs (default `wine`), for a Wine in a container or chroot;
 * such a one must see this checkout and the temporary folder at their own paths, and share the loopback network.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packBinary } from '../../src/build/binary.ts';
import { findTarget } from '../../src/build/target.ts';
import { startEmulator } from '../../src/emulator/start-emulator.ts';
import { binary } from '../binary/packed.ts';
import { accountId, profileName } from '../road/person.ts';

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One way to run the program, with a home folder of its own. */
interface Side {
  readonly name: string;
  readonly command: readonly string[];
  /** The home folder as this machine sees it, and as the program names it. */
  readonly home: string;
  readonly shownHome: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'jpaws-wine-'));
const center = await startEmulator({ approve: 'automatic', interval: 0 });

const { PATH } = process.env;
const prefix = join(folder, 'prefix');
const wine = (process.env['WINE'] ?? 'wine').split(' ');
const linux: Side = {
  name: 'linux',
  command: [binary],
  home: join(folder, 'home'),
  shownHome: join(folder, 'home'),
  env: { PATH, LC_ALL: 'C.UTF-8', HOME: join(folder, 'home'), AWS_ENDPOINT_URL: center.url },
};
mkdirSync(linux.home);

interface Running {
  said(): string;
  readonly ended: Promise<Ended>;
}

let calls = 0;

/** Starts the program with files for its output: Wine hands pipes of Unix on in a form that Node cannot open. */
function start(side: Side, words: readonly string[], more: Readonly<Record<string, string>> = {}): Running {
  calls += 1;
  const [out, err] = [join(folder, `out-${calls}`), join(folder, `err-${calls}`)];
  const [program = '', ...before] = side.command;
  const files = [openSync(out, 'w'), openSync(err, 'w')];
  const child = spawn(program, [...before, ...words], { env: { ...side.env, ...more }, stdio: ['ignore', ...files] });
  for (const file of files) closeSync(file);
  const read = (path: string): string => readFileSync(path, 'utf8');
  const over = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    said: () => read(err),
    ended: over.then((status) => ({ status, stdout: read(out), stderr: read(err) })),
  };
}

const run = (side: Side, words: readonly string[], more?: Readonly<Record<string, string>>): Promise<Ended> =>
  start(side, words, more).ended;

/** Wine makes the home folder of its Windows by itself. */
async function windowsSide(): Promise<Side> {
  const env = {
    PATH,
    LC_ALL: 'C.UTF-8',
    HOME: folder,
    WINEPREFIX: prefix,
    WINEDEBUG: '-all',
    AWS_ENDPOINT_URL: center.url,
  };
  const bare: Side = { name: 'windows', command: wine, home: '', shownHome: '', env };
  const version = await run(bare, ['--version']);
  console.log(`${version.stdout.trim()}; the first start takes a while`);
  const { stdout } = await run(bare, ['cmd', '/c', 'echo %USERPROFILE%']);
  const shownHome = stdout.trim();
  const home = join(prefix, 'drive_c', ...shownHome.split('\\').slice(1));
  assert.ok(existsSync(home), `no home folder in ${prefix}: ${stdout}`);
  return { ...bare, command: [...wine, await packBinary(findTarget('win-x64'))], home, shownHome };
}

/** What must be equal on both sides: without places, secrets, codes, and the numbers that time changes. */
function comparable({ shownHome }: Side, words: string): string {
  return words
    .replace(/^.*XDG_RUNTIME_DIR.*\n/gm, '')
    .replaceAll(shownHome, '~')
    .replaceAll(/~\\.aws\\(\w+)/g, '~/.aws/$1')

    .replaceAll(/(ACCESS_KEY|SESSION_TOKEN|AccessKey|SessionToken)(\w*"?[=:] ?["']?)[A-Za-z0-9+/=]+/g, '$1$2…')
    .replaceAll(/("secondsLeft": )\d+/g, '$1N')
    .replaceAll(/\b[A-Z]{4}-[A-Z]{4}\b/g, 'CODE')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:]+(?:Z|\+00:00)/g, 'TIME')
    .replaceAll(/\b(JPAWS_(?:EXPIRES|RENEW_AT)=)\d+/g, '$1EPOCH')
    .replaceAll(/(JPAWS_IDENTITY=[^\n]*\/)\w+/g, '$1KEY')
    .replaceAll(/\b\d+ min\b/g, 'N min');
}

/** Files below `.aws` by their paths, with the kind of each value in place of what is random. */
function filesOf(side: Side): Record<string, string> {
  const aws = join(side.home, '.aws');
  const entries = readdirSync(aws, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(
    paths
      .filter((path) => !path.includes('locks'))
      .map((path) => [relative(aws, path), readFileSync(path, 'utf8').replaceAll(/: "[^"]*"/g, ': "…"')]),
  );
}

let differences = 0;
function compare(what: string, one: unknown, other: unknown): void {
  try {
    assert.deepEqual(other, one);
    console.log(`same      ${what}`);
  } catch (error) {
    differences += 1;
    console.log(`DIFFERENT ${what}\n${(error as Error).message}`);
  }
}

async function onBoth(sides: readonly Side[], words: readonly string[], more?: Record<string, string>) {
  const ended: Ended[] = [];
  for (const side of sides) {
    const { status, stdout, stderr } = await run(side, words, more);
    ended.push({ status, stdout: comparable(side, stdout), stderr: comparable(side, stderr) });
  }
  compare(`jpaws ${words.join(' ')} (status ${ended[0]?.status})`, ended[0], ended[1]);
}

/** Signs in with the browser's part played here: the address is fetched, and its way back leads to the program. */
async function signInByBrowser(side: Side): Promise<Ended> {
  const { said, ended } = start(side, ['login', profileName, '--pkce', '--no-browser', '--force']);
  let address: string | undefined;
  for (let tries = 0; address === undefined && tries < 200; tries += 1) {
    await sleep(50);
    address = /^ *(http\S+\/authorize\S+)$/m.exec(said())?.[1];
  }
  await fetch(address ?? '');
  const { status, stdout, stderr } = await ended;
  return { status, stdout, stderr: comparable(side, stderr.replaceAll(/http\S+/g, 'ADDRESS')) };
}

try {
  const sides = [linux, await windowsSide()];
  const reply = { JPAWS_CONTRACT: '1' };
  await onBoth(sides, ['--version']);
  await onBoth(sides, ['--help']);
  await onBoth(sides, ['list']);
  await onBoth(sides, ['configure', profileName, '--account', accountId, '--yes']);
  await onBoth(sides, ['use', profileName, '--no-login'], reply);
  await onBoth(sides, ['login', profileName, '--device-code', '--no-browser']);
  await onBoth(sides, ['use', profileName], reply);
  await onBoth(sides, ['use', profileName, '--mode', 'profile'], reply);
  for (const format of ['process', 'env', 'powershell', 'windows-cmd', 'dotenv'])
    await onBoth(sides, ['export', profileName, '--format', format]);
  await onBoth(sides, ['whoami', '--json'], { AWS_PROFILE: profileName });
  await onBoth(sides, ['list', '--json']);
  await onBoth(sides, ['profile', 'set', profileName, 'region', 'eu-north-1']);
  await onBoth(sides, ['__complete', '--', 'use', 'ko']);
  await onBoth(sides, ['use', 'koa-dev-custmer'], reply);
  const odd = 'blåbær "開発" $x';
  await onBoth(sides, ['configure', odd, '--account', accountId, '--session', profileName, '--yes']);
  await onBoth(sides, ['use', odd], reply);
  await onBoth(sides, ['profile', 'remove', odd]);
  const byBrowser = await Promise.all(sides.map(signInByBrowser));
  compare(`a sign-in by browser (status ${byBrowser[0]?.status})`, byBrowser[0], byBrowser[1]);
  const many = await Promise.all(
    sides.map((side) =>
      Promise.all(Array.from({ length: 4 }, () => run(side, ['use', profileName, '--force'], reply))),
    ),
  );
  const [here, there] = many.map((ended) => ended.map(({ status }) => status));
  compare(`four at once (status ${here?.join(' ')})`, here, there);
  // Keys that end in ten minutes are never fresh: the renewal asks the service, by its second process.
  center.settings.lifetimes.roleCredentials = 600_000;
  await onBoth(sides, ['use', profileName, '--force'], reply);
  const due = String(Math.floor(Date.now() / 1000) + 600);
  const active = { AWS_PROFILE: profileName, JPAWS_PROFILE: profileName, JPAWS_EXPIRES: due, JPAWS_RENEW_AT: '5' };
  await onBoth(sides, ['__renew'], { ...reply, ...active });
  const [ours, theirs] = sides.map(filesOf);
  compare(`the files below .aws (${Object.keys(ours ?? {}).length})`, ours, theirs);
  await onBoth(sides, ['logout', profileName], reply);
  await onBoth(sides, ['clear'], reply);
} finally {
  await center.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
}
console.log(differences === 0 ? 'the Windows program does the same' : `${differences} differences`);
process.exitCode = differences === 0 ? 0 : 1;
