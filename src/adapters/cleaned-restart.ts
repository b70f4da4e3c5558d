/** The one of Node's variables that stays: a documented source of CAs. */
const KEPT = 'NODE_EXTRA_CA_CERTS';

/**
 * Node's own variables steer the runtime inside the binary: NODE_DEBUG would print a bearer token,
 * NODE_V8_COVERAGE write files, NODE_TLS_REJECT_UNAUTHORIZED switch off the check of certificates.
 * With any of them set the program starts itself once more without them, and this process ends with its status.
 */
export function restartCleaned(): void {
  const unwanted = Object.keys(process.env).filter(
    (name) => name.toUpperCase().startsWith('NODE_') && name.toUpperCase() !== KEPT,
  );
  if (unwanted.length === 0) return;
  // Before `execve` the runtime would write the file that NODE_V8_COVERAGE asks for.
  if (process.env['NODE_V8_COVERAGE'] !== undefined) process.getBuiltinModule('node:v8').stopCoverage();
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.includes(name)));
  const args = process.argv.slice(2);
  if (process.platform !== 'win32') process.execve?.(process.execPath, [process.argv0, ...args], env);
  // Loaded here, since the usual start has no need of it and no time for it.
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const { status } = spawnSync(process.execPath, args, { env, stdio: 'inherit', windowsHide: false });
  process.exit(status ?? 1);
}
