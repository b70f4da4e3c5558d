import type { Duration } from '../domain/units.ts';

/** A place of its own for the demo. */
export interface Sandbox {
  /** Gives a new private folder, which is removed with all that is in it however `use` ends. */
  withFolder<T>(use: (folder: string) => Promise<T>): Promise<T>;
  /** Runs a program with this terminal to its end; its exit status, 1 when a signal ended it. */
  run(program: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<number>;
}

/** This program once more, as a process of its own. */
export interface Background {
  /**
   * Runs one command line of jpaws without a terminal and without the keys of this environment. Neither Ctrl-C nor the
   * end of this process ends it. Undefined when it has not ended within `patience`; else its status and what it wrote.
   * @throws INTERRUPTED
   */
  run(
    words: readonly string[],
    patience: Duration,
  ): Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string } | undefined>;
}

export interface FoundProgram {
  /** Rooted, as PATH leads to it. */
  readonly path: string;
  /** The same without links, where they can be followed. */
  readonly file: string;
}

/** The programs of this machine. */
export interface Programs {
  /** The programs of that name along PATH, in its order; each file once. */
  findAll(name: string): Promise<readonly FoundProgram[]>;
  /**
   * What a program writes on stdout, with no input, no terminal and none of the AWS_* and JPAWS_* variables. Undefined
   * when it cannot be started, fails, or takes longer than ten seconds.
   */
  output(program: string, words: readonly string[]): Promise<string | undefined>;
  /**
   * The exit status of a program that is run in the same way, whatever it writes. Undefined when it cannot be started,
   * a signal ended it, or it takes longer than ten seconds.
   */
  status(program: string, words: readonly string[]): Promise<number | undefined>;
  /** The path of the running jpaws, without links. */
  own(): Promise<string>;
  /** The name of the program that started this process (`zsh`, `-bash`), where the system tells it at once. */
  parentName(): Promise<string | undefined>;
}
