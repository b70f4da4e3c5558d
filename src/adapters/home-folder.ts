import { posix, win32 } from 'node:path';
import type { Machine } from '../ports.ts';

/** The home that the system's account database names; undefined for a uid without an entry (`docker run --user`). */
function accountHome(): string | undefined {
  try {
    return process.getBuiltinModule('node:os').userInfo().homedir;
  } catch {
    return undefined;
  }
}

/**
 * The folder that `~` means to the AWS CLI, absolute: `USERPROFILE`, else `HOMEDRIVE` with `HOMEPATH`, on Windows
 * (where Python ignores HOME); `HOME` elsewhere; else the account's own. A relative one is passed over, since it would
 * load from the working folder. Never throws.
 */
export function homeFolder({ env, platform }: Pick<Machine, 'env' | 'platform'>): string | undefined {
  const candidates =
    platform === 'win32'
      ? [env['USERPROFILE'], env['HOMEPATH'] && (env['HOMEDRIVE'] ?? '') + env['HOMEPATH']]
      : [env['HOME']];
  const { isAbsolute } = platform === 'win32' ? win32 : posix;
  const usable = (path: string | undefined): boolean => path !== undefined && isAbsolute(path);
  return candidates.find(usable) ?? [accountHome()].find(usable);
}
