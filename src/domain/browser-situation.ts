import { envValue, type Env } from './env.ts';

interface Surroundings {
  readonly env: Env;
  readonly platform: 'linux' | 'darwin' | 'win32';
  readonly isContainer: () => boolean;
}

const isSet = (env: Env, ...names: readonly string[]): boolean => envValue(env, ...names) !== undefined;

/** True inside the Windows Subsystem for Linux, where the browser is Windows' own. */
export const isWsl = (env: Env): boolean => isSet(env, 'WSL_DISTRO_NAME', 'WSL_INTEROP');

/**
 * Whether a browser can open on this machine and find its way back to a listener here.
 * `none`: over SSH, in a container, on Linux without a display. A BROWSER that the person set always means `local`.
 */
export function browserSituation({ env, platform, isContainer }: Surroundings): 'local' | 'none' {
  if (isSet(env, 'BROWSER')) return 'local';
  if (isSet(env, 'SSH_CONNECTION', 'SSH_TTY', 'SSH_CLIENT')) return 'none';
  if (platform !== 'linux') return 'local';
  if (isContainer()) return 'none';
  return isWsl(env) || isSet(env, 'DISPLAY', 'WAYLAND_DISPLAY') ? 'local' : 'none';
}
