import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeOnce } from '../support/make-once.ts';

/** The sources of the test host; its builds stand in `bin/` there, which git ignores. */
const hostFolder = join(import.meta.dirname, 'host');

const PLATFORMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'osx', win32: 'win' };
const runtime = `${PLATFORMS[process.platform]}-${process.arch}`;

let building: Promise<string> | undefined;

/**
 * The folder of the host's build for this platform; built when the sources have changed since the last time, by one
 * test process while the others wait for it.
 */
export function buildHost(): Promise<string> {
  building ??= makeOnce(buildFolder(), publish);
  return building;
}

/** Where the build of these sources is, or will be. */
export const buildFolder = (): string => join(hostFolder, 'bin', `${runtime}-${sourceHash()}`);

async function publish(): Promise<void> {
  const target = buildFolder();
  const work = `${target}.work`;
  const finished = join(work, 'finished');
  // Compiled ahead of time: a run then starts in a third of the time, which is paid back after some fifty scenarios.
  const options = ['-c', 'Release', '-r', runtime, '-p:PublishReadyToRun=true', '-p:RestoreLockedMode=true'];
  const places = ['-o', finished, '--artifacts-path', join(work, 'artifacts')];
  const env = { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1', MSBUILDDISABLENODEREUSE: '1' };
  rmSync(work, { recursive: true, force: true });
  try {
    await promisify(execFile)('dotnet', ['publish', join(hostFolder, 'host.csproj'), ...options, ...places], { env });
  } catch (error) {
    const said = (error as { stdout?: string }).stdout ?? String(error);
    throw new Error(`the PowerShell test host does not build:\n${said}`, { cause: error });
  }
  renameSync(finished, target);
  rmSync(work, { recursive: true });
}

function sourceHash(): string {
  const hash = createHash('sha256');
  const files = readdirSync(hostFolder, { recursive: true, encoding: 'utf8' }).sort();
  for (const file of files.filter((name) => /^(?!bin|obj).*\.(?:cs|csproj|json)$/.test(name))) {
    const path = join(hostFolder, file);
    if (statSync(path).isFile()) hash.update(file).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}
