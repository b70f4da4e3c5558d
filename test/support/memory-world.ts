import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createIni } from '../../src/adapters/ini.ts';
import type { Assets, Digest, Machine, Random, World } from '../../src/ports.ts';
import { run } from '../../src/cli/run.ts';
import { commands } from '../../src/commands/index.ts';
import { MemoryBackground } from './memory/background.ts';
import { MemoryBrowser, MemoryCallback } from './memory/browser.ts';
import { MemoryClock } from './memory/clock.ts';
import { MemoryFiles } from './memory/files.ts';
import { MemoryLock } from './memory/lock.ts';
import { MemoryPrograms } from './memory/programs.ts';
import { MemoryServices } from './memory/services.ts';
import { MemoryTerminal } from './memory/terminal.ts';

export { networkDown, refusal } from './memory/services.ts';

export const HOME = '/home/ada';

interface Settings {
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly interactive?: boolean;
  readonly platform?: Machine['platform'];
  readonly isContainer?: boolean;
  readonly hasColourfulStdout?: boolean;
}

/** A world that is nowhere but in memory, and the hands to move it with. */
export interface MemoryWorld {
  readonly world: World;
  /** The environment of the call; changes show at once. */
  readonly env: Record<string, string>;
  readonly clock: MemoryClock;
  readonly files: MemoryFiles;
  readonly lock: MemoryLock;
  readonly services: MemoryServices;
  readonly background: MemoryBackground;
  readonly programs: MemoryPrograms;
  readonly browser: MemoryBrowser;
  readonly callback: MemoryCallback;
  readonly terminal: MemoryTerminal;
  interrupt(): void;
}

export function memoryWorld(settings: Settings = {}): MemoryWorld {
  const env = { ...settings.env };
  const clock = new MemoryClock();
  const files = new MemoryFiles(settings.files);
  const lock = new MemoryLock();
  const services = new MemoryServices(clock);
  const programs = new MemoryPrograms();
  const [browser, callback] = [new MemoryBrowser(), new MemoryCallback()];
  const terminal = new MemoryTerminal();
  const background = new MemoryBackground(async (words) => {
    const unseen = new MemoryTerminal();
    const { stdout, stderr, exitCode } = await run(words, { ...world, terminal: unseen }, commands);
    const warned = unseen.warned.map((line) => `warning: ${line}\n`).join('');
    return { stdout, stderr: warned + stderr, status: exitCode };
  });
  terminal.interactive = settings.interactive ?? false;
  const interruption = new AbortController();
  const machine: Machine = {
    env,
    platform: settings.platform ?? 'linux',
    home: HOME,
    version: '0.1.0',
    isContainer: () => settings.isContainer ?? false,
    hasColourfulStdout: () => settings.hasColourfulStdout ?? false,
  };
  const parts = { machine, clock, files, lock, browser, callback, terminal, random: countingRandom(), digest, assets };
  const { oidc, portal, sts } = services;
  const absent = {
    emulator: notHere<World['emulator']>('emulator'),
    sandbox: notHere<World['sandbox']>('sandbox'),
    background,
    programs,
  };
  const world: World = { ...parts, ...absent, oidc, portal, sts, ini: createIni(), interrupted: interruption.signal };
  const interrupt = (): void => interruption.abort(new Error('Ctrl-C'));
  return { world, env, clock, files, lock, services, background, programs, browser, callback, terminal, interrupt };
}

/** Bytes that count on, so that two calls never give the same. */
function countingRandom(): Random {
  let count = 0;
  return {
    bytes: (length) => Uint8Array.from({ length }, () => (count += 1) % 256),
    uuid: () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`,
  };
}

const digest: Digest = {
  sha1Hex: (text) => createHash('sha1').update(text).digest('hex'),
  sha256: (text) => new Uint8Array(createHash('sha256').update(text).digest()),
};

const root = resolve(import.meta.dirname, '../..');

/** The texts that ship, as they stand in the repository. */
const assets: Assets = {
  names: (folder) => readdirSync(join(root, folder)).map((name) => folder + name),
  text: (path) => readFileSync(join(root, path), 'utf8'),
};

const notHere = <Port extends object>(name: string): Port =>
  new Proxy({} as Port, {
    get: () => () => {
      throw new Error(`the ${name} is not part of the world in memory`);
    },
  });
