/** The variables of a process. */
export type Env = Readonly<Record<string, string | undefined>>;

/** The first of these variables that is set; an empty one counts as not set. */
export const envValue = (env: Env, ...names: readonly string[]): string | undefined =>
  names.map((name) => env[name]).find((value) => value !== undefined && value !== '');
