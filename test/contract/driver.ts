import type { Sourcing } from '../../src/build/shell-runs.ts';
import type { Stage } from './stage.ts';
import type { Terminal } from './terminal.ts';

/**
 * What the contract tests ask of a shell. A scenario is data: the steps are run by a driver in the real shell,
 * and `judge` looks at what the driver saw; it runs in the test process and knows no shell.
 */

/** What the fake binary does when its last argument is the answer's name. */
export interface Answer {
  /** Written to stdout byte for byte. */
  readonly stdout?: string | Uint8Array;
  readonly stderr?: string;
  /** Exit status; default 0. */
  readonly status?: number;
  /** Copies stdin to stdout first. */
  readonly echoesStdin?: boolean;
  /** Ends by sending itself this signal (`TERM`, …) after the output. */
  readonly signal?: string;
  /** Writes the output, then waits for up to ten seconds before it ends: for Ctrl-C and Ctrl-Z. */
  readonly waits?: boolean;
}

export type Step =
  /** Sets an exported variable of the session, as a person does it in this shell. */
  | { readonly do: 'set'; readonly name: string; readonly value: string }
  | { readonly do: 'unset'; readonly name: string }
  /** Loads the integration (once more). Every session begins with one load that is not listed. */
  | { readonly do: 'load' }
  /** Calls the word `jpaws`; stdin is the given text (default: empty). */
  | { readonly do: 'jpaws'; readonly args: readonly string[]; readonly stdin?: string }
  /**
   * The shell is about to ask for the next line: what the integration does then is done, as if the line before had
   * ended with `status` (default 0). It is observed like a `jpaws` step; stdin holds what was typed ahead.
   */
  | { readonly do: 'prompt'; readonly status?: number; readonly stdin?: string }
  /** A line in the shell's own language, for scenarios that a driver offers itself. */
  | { readonly do: 'line'; readonly text: string };

export type ObservedStep = Extract<Step, { readonly do: 'jpaws' | 'prompt' }>;

/** Each of these steps gives one `Observation`. */
export const isObserved = (step: Step): step is ObservedStep => step.do === 'jpaws' || step.do === 'prompt';

export interface Call {
  readonly args: readonly string[];
  /** The value of JPAWS_CONTRACT that the binary saw; undefined when it was not set. */
  readonly contract: string | undefined;
}

/** What was seen after an observed step. */
export interface Observation {
  /** The shell's last status (`$?`, `$status`, `$LASTEXITCODE`). */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** All AWS_* and JPAWS_* variables as a child process sees them afterwards. */
  readonly environment: Readonly<Record<string, string>>;
  /** How the fake binary was called during the step. */
  readonly calls: readonly Call[];
}

export interface Report {
  /** One entry for each observed step, in order. */
  readonly seen: readonly Observation[];
  /** JPAWS_SHELL as each call of the binary saw it, in order; empty where it was not set. */
  readonly shells: readonly string[];
  /** What the session wrote besides the output of the `jpaws` steps: errors at load time, traces. */
  readonly transcript: string;
  /** What the session left in its working folder and in TMPDIR. Empty, unless something was run or stored. */
  readonly files: readonly string[];
}

export interface Scenario {
  /** A sentence. */
  readonly name: string;
  /** Variables that the session starts with (besides PATH, HOME and the like). */
  readonly environment?: Readonly<Record<string, string>>;
  /** A setting of the person that is made before the integration is loaded, and one that is made after. */
  readonly oddity?: Oddity;
  /** Keyed by the last argument of the `jpaws` step. */
  readonly answers: Readonly<Record<string, Answer>>;
  readonly steps: readonly Step[];
  /** The shells may differ here, each within what `judge` allows; else all must report the same. */
  readonly mayDiffer?: true;
  /** Throws an AssertionError when the promise does not hold. */
  readonly judge: (report: Report) => void;
}

/** Something odd in a person's session, in the shell's own language. */
export interface Oddity {
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
  /** The session ends, or reports in its own way, when a command fails under it. */
  readonly endsAtFailure?: true;
}

/** A value to be completed: the candidates of the fake binary, what is typed before Tab, and what must come out. */
export interface Completion {
  readonly name: string;
  /** Lines `value TAB description` without line ends, as `jpaws __complete` answers. */
  readonly candidates: readonly string[];
  /** The line up to the cursor; Tab is pressed at its end, then Enter. */
  readonly typed: string;
  /** The arguments that the binary must get when the completed line is run. */
  readonly expected: readonly string[];
}

/** An interactive session, and the words that it understands. */
export interface Interaction {
  /** Starts the shell in a pseudo-terminal with the integration loaded. */
  open(stage: Stage): Promise<Terminal>;
  /** Loads the integration into the shell that is on the terminal now. */
  load(terminal: Terminal, stage: Stage): Promise<void>;
  /** What the shell asks with, for one that throws away what is typed before it asks; undefined for those that keep it. */
  readonly prompt?: RegExp;
  /**
   * A line that ends with the statuses 0 and 3 in its pipe, and what holds them in the next line (printed as `0 3`);
   * undefined for a shell that keeps none.
   */
  readonly pipe?: { readonly line: string; readonly statuses: string };
  /** A line with which a person sets a prompt of their own; undefined where that is tested in another way. */
  readonly ownPrompt?: string;
  /** The line that starts the same shell once more inside of itself. */
  readonly nested: string;
  /** The line that switches tracing on. */
  readonly trace: string;
  /** The word that holds the last status. */
  readonly lastStatus: string;
  set(name: string, value: string): string;
}

export interface ShellDriver {
  /** The id of the row in src/shells/table.ts. */
  readonly id: string;
  /** Undefined when the shell can run here; else what is missing. */
  missing(): string | undefined;
  /** The version of the shell that the tests run. */
  version(): Promise<string>;
  /** Versions and things that no test here has seen, for the table in shells/README.md. */
  readonly notRun: readonly string[];
  /** How long loading takes, as a median of that many rounds; undefined where the integration is no sourced file. */
  readonly sourcing?: (rounds: number) => Promise<Sourcing>;
  /** Settings under which setting, switching and clearing must work as ever. */
  readonly oddities: readonly Oddity[];
  /**
   * The driver runs the step `prompt`: the integration renews at the prompt, and a session that is not interactive can
   * call what it does there. A driver without it is tested in the terminal only (test/contract/renewing.test.ts).
   * `showsStatus`: that call also ends with the status that the next line finds; else only the terminal can tell it.
   */
  readonly prompts?: { readonly showsStatus: boolean };
  /** The shell reads nothing that is no text in its locale: in the C locale all that is not ASCII. */
  readonly readsOnlyItsLocale?: true;
  /** The shell hands over a program's output as lines, without telling CR LF from LF or a last line end from none. */
  readonly losesLineEnds?: true;
  /** Ways of the shell to show what it does; `after` switches it on. */
  readonly tracings: readonly Oddity[];
  /** Ways to make AWS_BLOCKED read-only (value: `mine`): nothing may be applied then. Empty: the shell has none. */
  readonly blockades: readonly Oddity[];
  /** Ways to have AWS_SHOWN and AWS_SET in the environment (`mine`) so that a session can replace and not remove them. */
  readonly unhidable: readonly Oddity[];
  /** Runs each scenario in a session of its own; the reports come in the same order. */
  run(scenarios: readonly Scenario[]): Promise<readonly Report[]>;
  /** The row's word on whether Tab asks the program; `complete` is only for those. */
  readonly completes: boolean;
  /** Types the line, presses Tab and Enter: the arguments that the binary then got. */
  complete(completion: Completion): Promise<readonly string[]>;
  /** What a test needs to type into an interactive session; undefined where there is no pseudo-terminal. */
  readonly interact?: Interaction;
  /** All names (functions, variables, aliases, commands) that loading the integration added to a session. */
  addedNames(): Promise<readonly string[]>;
}
