import { typedWord } from '../typed-word.ts';
import { EXIT, row } from './row.ts';

/** Signing in. */
export const signInRows = {
  /** `looksLive`: the token's time is not over, but the service no longer takes it. */
  SIGN_IN_NEEDED: row<{ session: string; why: string; looksLive: boolean }>(
    EXIT.signIn,
    ({ session, why }) => `the session "${session}" needs a sign-in: ${why}`,
    ({ session, looksLive }) => `run: jpaws login --session ${typedWord(session)}${looksLive ? ' --force' : ''}`,
  ),
  SIGN_IN_REFUSED: row<{ reason: string }>(
    EXIT.signIn,
    ({ reason }) => `the sign-in was refused: ${reason}`,
    () => 'start again with: jpaws login',
  ),
  SIGN_IN_TIMED_OUT: row<{ minutes: number }>(
    EXIT.signIn,
    ({ minutes }) => `nobody signed in within ${minutes} minutes`,
    () => 'start again with: jpaws login',
  ),
  PORT_TAKEN: row<{ port: number }>(
    EXIT.other,
    ({ port }) => (port === 0 ? 'no port is free on 127.0.0.1' : `port ${port} on 127.0.0.1 is taken or not allowed`),
    () => 'leave --port out (any free port is taken then), or sign in with --device-code',
  ),
};
