/** The parts of a GitHub workflow that the rules look at. */
export interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
}

export interface Job {
  readonly 'runs-on'?: string;
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly needs?: string | readonly string[];
  readonly outputs?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix?: { readonly include?: readonly Readonly<Record<string, unknown>>[] } };
  readonly defaults?: { readonly run?: { readonly shell?: string } };
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** The jobs that a job waits for. */
export const needsOf = ({ needs = [] }: Job): readonly string[] => (typeof needs === 'string' ? [needs] : needs);

/** The job's rows of the matrix; one empty row without a matrix. */
export const rowsOf = (job: Job): readonly Readonly<Record<string, unknown>>[] => job.strategy?.matrix?.include ?? [{}];

/** A text with the values of a matrix row in it. */
export const filledIn = (text: string, row: Readonly<Record<string, unknown>>): string =>
  text.replaceAll(/\$\{\{ matrix\.(\w+) \}\}/g, (_, name: string) => String(row[name]));

/** The names after `secrets.` in whatever stands below a value. */
export const secretsIn = (value: unknown): readonly string[] =>
  [...(JSON.stringify(value) ?? '').matchAll(/secrets\.(\w+)/g)].map(([, name = '']) => name);
