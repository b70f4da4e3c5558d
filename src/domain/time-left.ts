import { between, type Instant } from './units.ts';

/** The time from now to `until` for people: `52 min left`, `3 h 5 min left`, `2 days left`, `expired`. */
export function timeLeft(until: Instant, now: Instant): string {
  const time = timeUntil(until, now);
  return time === undefined ? 'expired' : `${time} left`;
}

/** The time from now to `until` for people: `52 min`, `3 h 5 min`, `2 days`; undefined when it has passed. */
export function timeUntil(until: Instant, now: Instant): string | undefined {
  const minutesLeft = Math.floor(between(now, until) / 60_000);
  if (!(minutesLeft >= 0)) return undefined;
  if (minutesLeft < 1) return 'less than 1 min';
  if (minutesLeft < 60) return `${minutesLeft} min`;
  const hours = Math.floor(minutesLeft / 60);
  if (hours < 48) return minutesLeft % 60 === 0 ? `${hours} h` : `${hours} h ${minutesLeft % 60} min`;
  return `${Math.floor(hours / 24)} days`;
}
