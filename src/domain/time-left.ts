import { between, type Instant } from './units.ts';

/** A length of time for people, from now to `until`: `52 min left`, `3 h 5 min left`, `2 days left`, `expired`. */
export function timeLeft(until: Instant, now: Instant): string {
  const minutesLeft = Math.floor(between(now, until) / 60_000);
  if (!(minutesLeft >= 0)) return 'expired';
  if (minutesLeft < 1) return 'less than 1 min left';
  if (minutesLeft < 60) return `${minutesLeft} min left`;
  const hours = Math.floor(minutesLeft / 60);
  if (hours < 48) return minutesLeft % 60 === 0 ? `${hours} h left` : `${hours} h ${minutesLeft % 60} min left`;
  return `${Math.floor(hours / 24)} days left`;
}
