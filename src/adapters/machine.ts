import type { Machine } from '../ports.ts';
import { isInContainer } from './container.ts';
import { homeFolder } from './home-folder.ts';

/** What is asked of Node's `process`. */
export interface HostProcess {
  readonly env: Machine['env'];
  readonly platform: NodeJS.Platform;
  readonly stdout: { readonly isTTY?: boolean };
}

/** Systems of the Unix family that jpaws has no rules of its own for are treated as Linux. */
function platformOf(platform: NodeJS.Platform): Machine['platform'] {
  return platform === 'win32' || platform === 'darwin' ? platform : 'linux';
}

/** NO_COLOR counts when it is not empty (no-color.org). */
function hasColourfulStdout({ env, stdout }: HostProcess): boolean {
  return !env['NO_COLOR'] && env['TERM'] !== 'dumb' && stdout.isTTY === true;
}

/**
 * Reads the machine. `env` stays the object that it is: on Windows it answers to names in any case.
 * @param version of the running jpaws
 */
export function readMachine(host: HostProcess, version: string): Machine {
  const place = { env: host.env, platform: platformOf(host.platform) };
  let inContainer: boolean | undefined;
  return {
    ...place,
    version,
    home: homeFolder(place),
    isContainer: () => (inContainer ??= isInContainer(place)),
    // `stdout` is touched as late as possible: Node makes the stream at the first look.
    hasColourfulStdout: () => hasColourfulStdout(host),
  };
}
