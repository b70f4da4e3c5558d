import { createAssets } from './adapters/assets.ts';
import { restartCleaned } from './adapters/cleaned-restart.ts';
import { createClock } from './adapters/clock.ts';
import { createDigest } from './adapters/digest.ts';
import { createFiles } from './adapters/files.ts';
import { interruption } from './adapters/interruption.ts';
import { readMachine } from './adapters/machine.ts';
import { createRandom } from './adapters/random.ts';
import { createTerminal } from './adapters/terminal.ts';
import { writeFully } from './adapters/write-fully.ts';
import { presentError } from './cli/present.ts';
import { run } from './cli/run.ts';
import { commands } from './commands/index.ts';
import { seconds } from './domain/units.ts';
import { lockFolder } from './flows/aws-places.ts';
import type { World } from './ports.ts';

/** From package.json, put in by build.mjs. */
declare const PROGRAM_VERSION: string;

/** A port whose adapter is loaded by its first call, so that a command pays only for what it uses. */
function lazy<Port extends { readonly [Name in keyof Port]: (...args: never[]) => Promise<unknown> }>(
  load: () => Promise<Port>,
): Port {
  let loaded: Promise<Port> | undefined;
  const call =
    (name: string) =>
    async (...args: readonly unknown[]) => {
      const port = await (loaded ??= load());
      return (port as unknown as Record<string, (...args: readonly unknown[]) => unknown>)[name]?.(...args);
    };
  return new Proxy({} as Port, { get: (_target, name) => call(String(name)) });
}

/** The real world: each port with its adapter. */
function realWorld(words: readonly string[]): World {
  const machine = readMachine(process, PROGRAM_VERSION);
  const clock = createClock();
  const interrupted = interruption();
  const options = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  // The second process of a renewal, which nobody sees, keeps no person waiting for long.
  const isUnseen = words[0] === '__fetch';
  const network = async () => {
    const { AwsNetwork } = await import('./adapters/aws-client.ts');
    return new AwsNetwork({ machine, clock, interrupted, limits: isUnseen ? { total: seconds(8) } : {} });
  };
  let shared: ReturnType<typeof network> | undefined;
  const sharedNetwork = () => (shared ??= network());
  return {
    machine,
    clock,
    files: createFiles(),
    random: createRandom(),
    digest: createDigest(),
    assets: createAssets(),
    terminal: createTerminal({ io: process, env: machine.env, noInput: options.includes('--no-input') }),
    interrupted,
    lock: lazy(async () => {
      const { createLock } = await import('./adapters/lock.ts');
      const folder = machine.home === undefined ? undefined : lockFolder(machine.home);
      return createLock({ folder, clock, patience: isUnseen ? seconds(3) : undefined });
    }),
    oidc: lazy(async () => (await import('./adapters/oidc.ts')).createOidc(await sharedNetwork())),
    portal: lazy(async () => (await import('./adapters/portal.ts')).createPortal(await sharedNetwork())),
    sts: lazy(async () => (await import('./adapters/sts.ts')).createSts(await sharedNetwork())),
    browser: lazy(async () => (await import('./adapters/browser.ts')).createBrowser({ machine })),
    callback: lazy(async () => (await import('./adapters/callback-listener.ts')).createCallbackListener()),
    ini: lazy(async () => (await import('./adapters/ini.ts')).createIni()),
    sandbox: lazy(async () => (await import('./adapters/sandbox.ts')).createSandbox()),
    programs: lazy(async () => (await import('./adapters/programs.ts')).createPrograms(machine)),
    background: lazy(async () =>
      (await import('./adapters/background.ts')).createBackground({ env: machine.env, interrupted }),
    ),
    emulator: lazy(async () => {
      const { startEmulator } = await import('./emulator/start-emulator.ts');
      return { start: (settings) => startEmulator(settings) };
    }),
  };
}

async function main(words: readonly string[]): Promise<void> {
  const { stdout, stderr, exitCode } = await run(words, realWorld(words), commands);
  writeFully(1, stdout);
  writeFully(2, stderr);
  process.exit(exitCode);
}

restartCleaned();
main(process.argv.slice(2)).catch((error: unknown) => {
  const { stderr, exitCode } = presentError(error, { json: false });
  writeFully(2, stderr);
  process.exit(exitCode);
});
