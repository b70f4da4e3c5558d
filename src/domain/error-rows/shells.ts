import { EXIT, row } from './row.ts';

/** How the person's shell loads jpaws. */
export interface LoadAdvice {
  readonly startupFile: string;
  readonly loadLine: string;
  /** The word after `jpaws setup`; undefined for a shell that jpaws does not know. */
  readonly id?: string;
}

const byHand = ({ startupFile, loadLine }: LoadAdvice): string => `add this line to ${startupFile}: ${loadLine}`;

/** Between the program and the shells. */
export const shellsRows = {
  VALUE_NOT_CARRIABLE: row<{ name: string; reason: string }>(
    EXIT.configuration,
    ({ name, reason }) => `the variable ${name} cannot be handed to the shell: it ${reason}`,
    () => 'nothing was changed; correct the value where it comes from',
  ),
  REPLY_BROKEN: row<{ reason: string }>(
    EXIT.integration,
    ({ reason }) => `the reply to the shell ${reason}`,
    () => 'nothing was changed; load the shell integration again, it may be of another version than the program',
  ),
  INTEGRATION_MISSING: row<{ command: string; load: LoadAdvice }>(
    EXIT.integration,
    ({ command }) => `jpaws ${command} changes your shell, and this shell has not loaded jpaws; nothing was changed`,
    ({ load }) =>
      `run: jpaws setup${load.id === undefined ? '' : ` ${load.id}`} and open a new shell; or ${byHand(load)}`,
  ),
  INTEGRATION_DRIFT: row<{ spoken: string; expected: number; load: LoadAdvice }>(
    EXIT.integration,
    ({ spoken, expected }) =>
      `the shell integration speaks contract ${spoken}, this jpaws ${expected}; nothing was changed`,
    ({ load }) => `open a new shell; if that does not help, load the integration of this version: ${load.loadLine}`,
  ),
  START_UP_FILE_UNKNOWN: row<{ shell: string; variable: string; load: LoadAdvice }>(
    EXIT.configuration,
    ({ shell, variable }) => `${shell} finds its start-up file by ${variable}, and no absolute path is in that here`,
    ({ variable, load }) => `export ${variable} with an absolute path and run this again; or ${byHand(load)}`,
  ),
  START_UP_BLOCK_BROKEN: row<{ file: string; line: number; reason: string }>(
    EXIT.configuration,
    ({ file, line, reason }) => `${file}, line ${line}: ${reason}`,
    () => 'nothing was written; take out by hand what is left of the lines of jpaws, and run this again',
  ),
};
