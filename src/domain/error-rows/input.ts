import { EXIT, row } from './row.ts';

/** What the command line, the terminal or the end of the output can get wrong. */
export const inputRows = {
  USAGE: row<{ problem: string; command: string | undefined }>(
    EXIT.usage,
    ({ problem }) => problem,
    ({ command }) => `see: jpaws ${command === undefined ? '' : `${command} `}--help`,
  ),
  INPUT_NEEDED: row<{ what: string; flag: string | undefined }>(
    EXIT.usage,
    ({ what }) => `${what} is needed, and nobody can be asked here`,
    ({ flag }) => (flag === undefined ? 'run this in a terminal' : `give it with ${flag}, or run this in a terminal`),
  ),
  SESSION_NEEDED: row<{ sessions: readonly string[] }>(
    EXIT.usage,
    ({ sessions }) =>
      sessions.length === 0
        ? 'no profile with IAM Identity Center is set up'
        : `which session? there are ${sessions.join(', ')}`,
    ({ sessions }) =>
      sessions.length === 0 ? 'set one up with: jpaws configure NAME' : 'name a profile, or give --session',
  ),
  INTERRUPTED: row<Record<never, never>>(
    EXIT.interrupted,
    () => 'interrupted',
    () => 'nothing was changed',
  ),
  OUTPUT_UNWRITABLE: row<{ reason: string }>(
    EXIT.other,
    ({ reason }) => `cannot write the output: ${reason}`,
    () => 'what has been written is not whole, do not use it; make room, or send the output elsewhere',
  ),
  DEMO_FAILED: row<{ reason: string }>(
    EXIT.other,
    ({ reason }) => `the demo stopped: ${reason}`,
    () => 'nothing of yours was touched',
  ),
};
