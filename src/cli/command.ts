import type { EnvChange } from '../domain/env-change.ts';
import type { ExitCode } from '../domain/errors.ts';
import type { Json } from '../domain/python-json.ts';
import type { Style } from '../domain/style.ts';
import type { World } from '../ports.ts';

/** What a word on the command line stands for, so that Tab can offer values. */
export type CompletionKind = 'profile' | 'session' | 'region' | 'role' | 'account';

export interface Option {
  readonly type: 'string' | 'boolean';
  readonly describes: string;
  readonly choices?: readonly string[];
  readonly completes?: CompletionKind;
}

export interface Positional {
  readonly name: string;
  readonly describes: string;
  readonly required?: boolean;
  readonly choices?: readonly string[];
  readonly completes?: CompletionKind;
}

/** Options are declared in camelCase and typed as `--kebab-case`. */
export type Options = Readonly<Record<string, Option>>;

/** Options of every command. */
export const GLOBAL_OPTIONS = {
  help: { type: 'boolean', describes: 'Show help' },
  noInput: { type: 'boolean', describes: 'Never ask; say which flag is missing' },
} as const satisfies Options;

type OptionValues<O extends Options> = {
  readonly [Name in keyof O]: O[Name]['type'] extends 'boolean' ? boolean : string | undefined;
};
type PositionalValues<P extends readonly Positional[]> = {
  readonly [Item in P[number] as Item['name']]: Item['required'] extends true ? string : string | undefined;
};

/** What a command returns; the edge renders it (`present.ts`). Commands never print results themselves. */
export type Outcome =
  /** Told to the shell; `message` is one line for the person. */
  | { readonly kind: 'envChange'; readonly change: EnvChange; readonly message?: string }
  /** Something to know: text for people, JSON with `--json`; the exit code is 0 unless one is given. */
  | {
      readonly kind: 'report';
      readonly json: Json;
      readonly text: (style: Style) => string;
      readonly exitCode?: ExitCode;
    }
  /** Bytes for another program, exactly as they are. */
  | { readonly kind: 'raw'; readonly text: string }
  /** Done; `message` is one line for the person. */
  | { readonly kind: 'done'; readonly message?: string };

export interface CommandSpec<O extends Options, P extends readonly Positional[]> {
  /** The words that are typed: `use`, `profile get`. */
  readonly name: string;
  readonly summary: string;
  /** What is typed, and what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  readonly positionals: P;
  readonly options: O;
  /** Called by shells and SDKs all day: the fast lane may read its arguments. */
  readonly isFast?: boolean;
  readonly isHidden?: boolean;
  /** Answers with an environment change: the shells' wrappers capture its stdout. */
  readonly changesEnv?: boolean;
  /** Does its work also without the shell integration (which then is only told). */
  readonly worksUnintegrated?: boolean;
  /** Any number of words after the declared positionals, as `args.rest`. */
  readonly takesRest?: boolean;
  readonly run: (
    args: OptionValues<O> & PositionalValues<P> & { readonly rest: readonly string[] },
    world: World,
  ) => Promise<Outcome>;
}

/** Argument values by declared name, before a command's own types are put on them. */
export type ArgumentValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** A command as the edge sees it, its own argument types forgotten. */
export interface Command extends Omit<CommandSpec<Options, readonly Positional[]>, 'run'> {
  readonly run: (args: ArgumentValues, world: World) => Promise<Outcome>;
}

/** Declares a command: a value with its arguments as data and a function from arguments and world to an outcome. */
export function defineCommand<const O extends Options, const P extends readonly Positional[]>(
  spec: CommandSpec<O, P>,
): Command {
  // Both readers check every value against the declaration, so the forgotten types are true again here.
  return spec as unknown as Command;
}

/** `noLogin` → `no-login`. */
export const flagFromName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
