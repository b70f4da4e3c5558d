import { EXIT, type ExitCode } from '../../domain/errors.ts';
import type { StartUpShell } from '../../domain/start-up/start-up-place.ts';
import type { World } from '../../ports.ts';

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
export interface Examined {
  readonly world: World;
  /** The person's shell, when it can be told. */
  readonly shell: StartUpShell | undefined;
  /** Version of the integration through which this call came; undefined when it came through none. */
  readonly integration: string | undefined;
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
