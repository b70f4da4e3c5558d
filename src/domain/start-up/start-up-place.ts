import type { Env } from '../env.ts';

/** The systems that jpaws knows. */
export type Platform = 'linux' | 'darwin' | 'win32';

/** Where one of a shell's start-up files is. */
export interface StartUpPlace {
  /**
   * Its path: `~` is the home folder; `${NAME:-OTHER}` at the beginning is the variable's value, or OTHER when it is
   * not set or empty; `${NAME}` has no other. Of several the first that is there counts, else the first.
   */
  readonly files: readonly [string, ...string[]];
  /** When the file above names this one, this one is meant. */
  readonly handsOnTo?: string;
  /**
   * Static words with which the shell itself names the file on the last line that it prints; the path above is for
   * when it cannot be asked. `isCondition`: without the program there is no such file.
   */
  readonly asks?: { readonly program: string; readonly words: readonly string[]; readonly isCondition?: boolean };
  /** What to tell the person when the shell prints this word before the path. */
  readonly advice?: Readonly<Record<string, string>>;
  /** Systems; all when not given. */
  readonly on?: readonly Platform[];
}

/** What set-up needs to know of a shell. */
export interface StartUpShell {
  readonly id: string;
  readonly title: string;
  /** The integration's file under `shells/`. */
  readonly script: string;
  readonly loadLine: string;
  /** Where a person puts the load line, in words. */
  readonly startupFile: string;
  readonly family: string;
  readonly startUp: readonly StartUpPlace[];
}

const VARIABLE = /^\$\{(\w+)(?::-([^}]*))?\}/;
const HOME = /^(?:~|\$HOME|\$\{HOME\})(?=[/\\]|$)/;
const ABSOLUTE = /^(?:[/\\]|[A-Za-z]:[/\\])[^$]*$/;

/** True for a path from the root of a system or drive in which nothing is left to expand. */
export const isRooted = (path: string): boolean => ABSOLUTE.test(path);

/** The path of a place as an absolute one; undefined when its variable names none. A `~/` or `$HOME/` in the variable is expanded, as shells do with ENV. */
export function expandPath(path: string, { home, env }: { home: string; env: Env }): string | undefined {
  const [whole = '', name = '', other] = VARIABLE.exec(path) ?? [];
  const value = env[name] === undefined || env[name] === '' ? other : env[name];
  if (whole !== '' && value === undefined) return undefined;
  const expanded = (whole === '' ? path : (value ?? '') + path.slice(whole.length)).replace(HOME, () => home);
  return isRooted(expanded) ? expanded : undefined;
}

/** The variable that a path begins with. */
export const variableOf = (path: string): string | undefined => VARIABLE.exec(path)?.[1];
