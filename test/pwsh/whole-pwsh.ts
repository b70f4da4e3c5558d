/** A whole PowerShell 7, with its line editor and its commands: .NET's tool of that name. */
import { execFile } from 'node:child_process';
import { realpathSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { canBuildHost, dotnet, ENGINE_ENVIRONMENT } from '../powershell/engine.ts';
import { makeOnce } from '../support/make-once.ts';

const VERSION = '7.6.9';
const folder = join(import.meta.dirname, 'bin', `pwsh-${VERSION}`);

/**
 * For `test(name, skipWithoutPwsh(), …)`: skipped, with the reason, where it cannot be installed.
 *
 * @throws Error with the reason when JPAWS_REQUIRE_SHELLS names powershell: then that is a failure
 */
export function skipWithoutPwsh(): { readonly skip: string | false } {
  if (canBuildHost()) return { skip: false };
  const reason = 'a whole PowerShell needs dotnet >= 10 on this machine';
  if (process.env['JPAWS_REQUIRE_SHELLS']?.split(',').includes('powershell') === true) throw new Error(reason);
  return { skip: reason };
}

/** The program, and the variables that it needs besides HOME and PATH; installed by the first test that asks. */
export async function installPwsh(): Promise<{ readonly program: string; readonly env: Record<string, string> }> {
  await makeOnce(folder, install);
  const root = process.env['DOTNET_ROOT'] ?? dirname(realpathSync(dotnet()));
  const name = process.platform === 'win32' ? 'pwsh.exe' : 'pwsh';
  return {
    program: join(folder, name),
    env: { ...ENGINE_ENVIRONMENT, DOTNET_ROOT: root, POWERSHELL_UPDATECHECK: 'Off' },
  };
}

async function install(): Promise<void> {
  const work = `${folder}.work`;
  rmSync(work, { recursive: true, force: true });
  const words = ['tool', 'install', 'PowerShell', '--version', VERSION, '--tool-path', work];
  await promisify(execFile)(dotnet(), words, { env: { ...process.env, ...ENGINE_ENVIRONMENT } });
  renameSync(work, folder);
}
