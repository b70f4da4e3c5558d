/** A person with a home folder of their own, an Identity Center, and the packed program. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import type { SettingsChange } from '../../src/emulator/settings.ts';
import { type RunningEmulator, startEmulator } from '../../src/emulator/start-emulator.ts';
import { binary, type Ended, type Env, runCommand, type Running, startCommand } from '../support/binary-run.ts';
import { HOWTO_CONFIG } from '../support/howto-config.ts';

export interface Person {
  readonly home: string;
  readonly center: RunningEmulator;
  /** A folder for the notes of browsers and the like, outside the home. */
  readonly desk: string;
  /** What every program of theirs is started with. */
  readonly env: Env;
  jpaws(words: readonly string[], env?: Env): Promise<Ended>;
  start(words: readonly string[], env?: Env): Running;
  /** `jpaws use` as a shell's wrapper calls it. */
  use(words: readonly string[], env?: Env): Promise<Ended>;
  /** Text of a file below `.aws`. */
  read(...path: string[]): string;
  /** Names of the files in a folder below `.aws`, sorted; none when it lacks. */
  list(...path: string[]): string[];
  /** Writes a file below `.aws` and returns its path. */
  write(path: readonly string[], text: string | Uint8Array): string;
  /** Removes a file below `.aws`. */
  remove(...path: string[]): void;
  /** Paths that the Identity Center was asked for since the start or the last `forget`. */
  asked(): string[];
  forget(): void;
}

export const profileName = 'koa-dev-customer';
export const accountId = '931827427725';
export const roleName = 'idp_customer_access';
export const startUrl = 'https://jppol-sso.awsapps.com/start';

/** The lines that `aws configure sso` writes for the how-to's profile. */
export const howToConfig = HOWTO_CONFIG;

function emptyFolder(t: Pick<TestContext, 'after'>): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'jpaws-road-'));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** A person with nothing in their home; sign-ins are approved at once unless `change` says otherwise. */
export async function somebody(t: TestContext, change: SettingsChange = {}): Promise<Person> {
  const [home, desk] = [emptyFolder(t), emptyFolder(t)];
  const center = await startEmulator({ approve: 'automatic', ...change });
  t.after(() => center.close());
  const env = { HOME: home, USERPROFILE: home, AWS_ENDPOINT_URL: center.url };
  const command = (words: readonly string[], more: Env = {}) => ({ program: binary, words, env: { ...env, ...more } });
  const inAws = (path: readonly string[]): string => join(home, '.aws', ...path);
  return {
    home,
    center,
    desk,
    env,
    jpaws: (words, more) => runCommand(t, command(words, more)),
    start: (words, more) => startCommand(t, command(words, more)),
    use: (words, more) => runCommand(t, command(['use', ...words], { JPAWS_CONTRACT: '1', ...more })),
    read: (...path) => readFileSync(inAws(path), 'utf8'),
    list: (...path) => namesIn(inAws(path)),
    write(path, text) {
      const file = inAws(path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { mode: 0o600 });
      return file;
    },
    remove: (...path) => rmSync(inAws(path)),
    asked: () => center.requests.map(({ path }) => path),
    forget: () => void (center.requests.length = 0),
  };
}

/** Names of the files in a folder, sorted; none when it lacks. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** As `somebody`, with the how-to's profile in the config. */
export async function customer(t: TestContext, change?: SettingsChange): Promise<Person> {
  const person = await somebody(t, change);
  person.write(['config'], howToConfig);
  return person;
}
