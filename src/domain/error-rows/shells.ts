import { EXIT, row } from './row.ts';

/** How the person's shell loads jpaws. */
export interface LoadAdvice {
  readonly startupFile: string;
  readonly loadLine: string;
}

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
    ({ load }) => `add this line to ${load.startupFile} and open a new shell: ${load.loadLine}`,
  ),
  INTEGRATION_DRIFT: row<{ spoken: string; expected: number; load: LoadAdvice }>(
    EXIT.integration,
    ({ spoken, expected }) =>
      `the shell integration speaks contract ${spoken}, this jpaws ${expected}; nothing was changed`,
    ({ load }) => `open a new shell; if that does not help, load the integration of this version: ${load.loadLine}`,
  ),
};
