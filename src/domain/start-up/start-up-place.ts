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
  /** What to tell the person when the shell prints one of these words before the path. */
  readonly advice?: Readonly<Record<string, string>>;
  /** The one of these words that means: there is nothing that this shell could load. */
  readonly idleWord?: string;
  /** Systems; all when not given. */
  readonly on?: readonly Platform[];
}

/** How a shell loads its integration. */
export interface Loading {
  /** The words for it behind `jpaws init`. */
  readonly id: string;
  readonly otherNames?: readonly string[];
  readonly loadLine: string;
  /** Other lines with which set-up loads it: where the integration is not where the shell looks for it. */
  readonly otherLoadLine?: RegExp;
}

/** What set-up needs to know of a shell. */
export interface StartUpShell extends Loading {
  readonly title: string;
  /** The integration's file under `shells/`. */
  readonly script: string;
  /** The shells with the same integration, this one among them: what loads it for one loads it for all. None: only this one. */
  readonly kin?: readonly Loading[];
  /** Where a person puts the load line, in words. */
  readonly startupFile: string;
  readonly family: string;
  readonly startUp: readonly StartUpPlace[];
  /** The shell's program. */
  readonly program: string;
  readonly syntaxCheck?: SyntaxCheck;
}

/** How a shell reads a file without running anything of it. */
export interface SyntaxCheck {
  /** Static words before the file's path. Of several one that finds no mistake will do. */
  readonly words: readonly (readonly string[])[];
  /** The exit status that tells a mistake; others tell that the file could not be looked at. */
  readonly mistake: number;
}

/** The lines that load a shell's integration: its own first. */
export const loadLinesOf = ({ loadLine, kin = [] }: StartUpShell): readonly string[] => [
  loadLine,
  ...kin.map((other) => other.loadLine),
];

const VARIABLE = /^\$\{(\w+)(?::-([^}]*))?\}/;
const HOME = /^(?:~|\$HOME|\$\{HOME\})(?=[/\\]|$)/;
const ROOTED = /^(?:[/\\]|[A-Za-z]:[/\\])/;

/** True for a path from the root of a system or of a drive. */
export const isRooted = (path: string): boolean => ROOTED.test(path);

/** The path of a place as an absolute one; undefined when its variable names none. A `~/` or `$HOME/` in the variable is expanded, as shells do with ENV. */
export function expandPath(path: string, { home, env }: { home: string; env: Env }): string | undefined {
  const [whole = '', name = '', other] = VARIABLE.exec(path) ?? [];
  const value = env[name] === undefined || env[name] === '' ? other : env[name];
  if (whole !== '' && value === undefined) return undefined;
  const meant = whole === '' ? path : (value ?? '') + path.slice(whole.length);
  const ofHome = HOME.exec(meant)?.[0] ?? '';
  const rest = meant.slice(ofHome.length);
  const expanded = ofHome === '' ? rest : home + rest;
  // What the shell would expand further is not known here.
  return isRooted(expanded) && !rest.includes('$') ? expanded : undefined;
}

/** The variable that a path begins with. */
export const variableOf = (path: string): string | undefined => VARIABLE.exec(path)?.[1];
