import { EXIT, type ExitCode } from '../../domain/errors.ts';
import type { Session, StartUpLook } from './start-up-look.ts';

export type FindingState = 'ok' | 'warning' | 'error';

/** One thing that was looked at. */
export interface Finding {
  /** The check that found it, in kebab-case. */
  readonly id: string;
  readonly state: FindingState;
  /** One line. */
  readonly says: string;
  /** What to do, one line; none where all is well. */
  readonly fix: string | undefined;
  /** How doctor ends for an error; `ok` for the others. */
  readonly exitCode: ExitCode;
}

/** What the checks look at. */
export interface Examined extends Session {
  /** The shell's start-up files; looked at once, at the first call. @throws what `lookAtStartUp` throws */
  readonly startUp: () => Promise<readonly StartUpLook[]>;
}

/** One look; gives one finding or more, and throws what the files that it reads throw. */
export type Check = (examined: Examined) => Promise<readonly Finding[]>;

export const ok = (id: string, says: string): Finding => ({
  id,
  state: 'ok',
  says,
  fix: undefined,
  exitCode: EXIT.ok,
});

export const warning = (id: string, says: string, fix: string): Finding => ({
  id,
  state: 'warning',
  says,
  fix,
  exitCode: EXIT.ok,
});

export interface Trouble {
  readonly says: string;
  readonly fix: string;
  readonly exitCode: ExitCode;
}

export const trouble = (id: string, { says, fix, exitCode }: Trouble): Finding => ({
  id,
  state: 'error',
  says,
  fix,
  exitCode,
});
