import { timeLeft } from '../domain/time-left.ts';
import type { Instant } from '../domain/units.ts';
import type { Style } from '../domain/style.ts';
import type { Cell } from '../domain/text-table.ts';
import type { SessionState } from './session-state.ts';

/** A session's sign-in as one cell: how long it lasts, or what it lacks. */
export function signInCell({ state, expiresAt }: SessionState, now: Instant, style: Style): Cell {
  if (state === 'live' && expiresAt !== undefined) return { text: timeLeft(expiresAt, now), look: style.green };
  if (state === 'refreshable') return { text: 'renews by itself', look: style.green };
  return { text: state === 'expired' ? 'expired' : 'signed out', look: style.yellow };
}
