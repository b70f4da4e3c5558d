/**
 * What the inside needs of the world. Each port is implemented by one adapter under `src/adapters/`
 * (and by plain in-memory values in the tests); `main.ts` puts them together into a `World`.
 */
import type { Duration, Instant } from './domain/units.ts';
import type { Secret } from './domain/secret.ts';
import type { Oidc, Portal, Sts } from './ports/aws-services.ts';
import type { Background, Programs, Sandbox } from './ports/programs.ts';

export type { ClientRegistration } from './domain/client-registration.ts';
export type { RoleCredentials } from './domain/role-credentials.ts';
export type * from './ports/aws-services.ts';
export type * from './ports/programs.ts';

export interface Clock {
  now(): Instant;
  /** A clock that never jumps; only differences between two readings mean something. */
  monotonic(): Duration;
  /** Resolves after `time`; rejects with the signal's reason when it is aborted first. */
  sleep(time: Duration, signal?: AbortSignal): Promise<void>;
}

export interface WriteOptions {
  /** Mode bits of a file that does not exist yet (an existing file keeps its own). Default 0o600. */
  readonly mode?: number;
  /**
   * What the file is expected to hold at the moment of the rename (`undefined`: no file).
   * When it holds something else, another program wrote in between: FILE_CHANGED, nothing written.
   */
  readonly expected?: { readonly text: string | undefined } | { readonly bytes: Uint8Array | undefined };
  /** Keep the old bytes beside the file under this name (absolute path), replacing an older backup; nobody else may read it. */
  readonly backup?: string;
}

/** Files by absolute path, as UTF-8 text or as bytes. Synchronous: the files are small and the hot path is short. */
export interface Files {
  /** The text (a BOM stays in it), or undefined when there is no such file. @throws FILE_UNREADABLE (rights, a folder, not UTF-8) */
  read(path: string): string | undefined;
  /** The bytes, for a file of unknown encoding. @throws FILE_UNREADABLE (rights, a folder) */
  readBytes(path: string): Uint8Array | undefined;
  /** Names in a folder, sorted; empty when there is no such folder. */
  list(folder: string): readonly string[];
  /** Replaces or creates the file in one step: never half, through a symlink. Folders that lack are made 0700. What root makes belongs to the owner of the folder that was there. @throws FILE_UNWRITABLE, FILE_CHANGED */
  write(path: string, content: string | Uint8Array, options?: WriteOptions): void;
  /** Removes the file, or the link when it is one; false when there was none. @throws FILE_UNWRITABLE */
  remove(path: string): boolean;
  /** Why no files can be kept in this folder, in words; undefined when they can, or when there is no such folder yet. */
  folderProblem(folder: string): string | undefined;
  /** How many folders on the way to the file `write` would make. */
  lackingFolders(path: string): number;
  /** Removes a folder when it is empty; false for any other. */
  removeFolder(path: string): boolean;
  /** The path of the file that `path` leads to: itself, or the end of a chain of links, there or not there yet. */
  target(path: string): string;
}

export interface HeldLock {
  /** False when the lock was lost (this process was stopped for so long that it counted as dead). */
  isHeld(): boolean;
}

export interface Lock {
  /**
   * Runs `run` while holding the lock of that name (`[a-z0-9-]+`) over all processes of this person;
   * waits for another holder that lives (LOCK_HELD where only so long), takes over from one that is dead, and runs without a lock
   * where locking is impossible (a read-only home). The lock is released however `run` ends.
   */
  hold<T>(
    name: string,
    run: (lock: HeldLock) => Promise<T>,
    options?: { readonly signal?: AbortSignal; readonly onWait?: () => void },
  ): Promise<T>;
}

export interface Browser {
  /** Opens the address; false when no browser could be started. Never throws; the address was checked by the caller. */
  open(url: string): Promise<boolean>;
}

export type CallbackAnswer =
  | { readonly code: Secret<string> }
  | { readonly error: string; readonly description: string };

export interface CallbackListening {
  /** `http://127.0.0.1:PORT/oauth/callback` */
  readonly redirectUri: string;
  /** Settles with the first callback that carries the right state; a wrong one changes nothing. */
  readonly answer: Promise<CallbackAnswer>;
  close(): Promise<void>;
}

/** The listener for the browser's way back (RFC 8252 section 7.3), on the loopback address only. */
export interface CallbackListener {
  /** @param port 0: any free one. @throws PORT_TAKEN */
  listen(options: { readonly port: number; readonly state: string }): Promise<CallbackListening>;
}

export interface Choice<T> {
  readonly value: T;
  readonly label: string;
  readonly description?: string;
}

/** The person, if there is one. All text is cleaned of control characters before it is shown; everything goes to stderr. */
export interface Terminal {
  /** A person can be asked: stdin and stderr are terminals, CI is not set, `--no-input` was not given. */
  readonly interactive: boolean;
  say(line: string): void;
  warn(line: string): void;
  /** Shows a spinner with the text while `work` lasts longer than half a second (terminals only). */
  during<T>(text: string, work: () => Promise<T>): Promise<T>;
  /** @throws INTERRUPTED on Ctrl-C or end of input, as do the two below. */
  ask(
    question: string,
    options: { readonly initial?: string; readonly check?: (answer: string) => string | undefined },
  ): Promise<string>;
  choose<T>(question: string, choices: readonly Choice<T>[]): Promise<T>;
  confirm(question: string, initial: boolean): Promise<boolean>;
  /** The next line that is typed or pasted; undefined at the end of input. Rejects when the signal is aborted. */
  readLine(signal: AbortSignal): Promise<string | undefined>;
}

export interface Random {
  bytes(count: number): Uint8Array;
  /** A random UUID (RFC 9562, version 4). */
  uuid(): string;
}

export interface Digest {
  /** Lower-case hex SHA-1 of the UTF-8 text: the names of the AWS CLI's cache files. */
  sha1Hex(text: string): string;
  /** Of the text's UTF-8 bytes. */
  sha256(text: string): Uint8Array;
}

export interface RunningIdentityCenter {
  /** Base address for AWS_ENDPOINT_URL. */
  readonly url: string;
  close(): Promise<void>;
}

/** The embedded Identity Center, for `demo`. */
export interface Emulator {
  /** @param settings `automatic`: every sign-in is allowed by itself; `manual`: by the person, in the page */
  start(settings: { readonly approve: 'automatic' | 'manual' }): Promise<RunningIdentityCenter>;
}

/** Texts that ship inside the program. */
export interface Assets {
  /** The paths that begin with `folder`. */
  names(folder: string): readonly string[];
  /** By path in the repository: `src/preset.ini`, `shells/jpaws.bash` (as rendered for this version). @throws when there is none: a bug */
  text(path: string): string;
}

/** Files in jpaws's own form. */
export interface Ini {
  /** Values are texts, sections are objects. */
  parse(text: string): Promise<Readonly<Record<string, unknown>>>;
}

/** The machine and the process as they were found. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: 'linux' | 'darwin' | 'win32';
  /** Absolute. Undefined when neither the environment nor the account tells one. */
  readonly home: string | undefined;
  /** The running jpaws. */
  readonly version: string;
  /** True inside a container. */
  readonly isContainer: () => boolean;
  /** Results may be coloured: stdout is a terminal and NO_COLOR is not set. */
  readonly hasColourfulStdout: () => boolean;
}

export interface World {
  readonly machine: Machine;
  readonly clock: Clock;
  readonly files: Files;
  readonly lock: Lock;
  readonly oidc: Oidc;
  readonly portal: Portal;
  readonly sts: Sts;
  readonly browser: Browser;
  readonly callback: CallbackListener;
  readonly terminal: Terminal;
  readonly random: Random;
  readonly digest: Digest;
  readonly assets: Assets;
  readonly ini: Ini;
  readonly emulator: Emulator;
  readonly sandbox: Sandbox;
  readonly programs: Programs;
  readonly background: Background;
  /** Aborted by Ctrl-C and by the end of the session. */
  readonly interrupted: AbortSignal;
}
