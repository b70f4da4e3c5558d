import { milliseconds, minutes, seconds, type Duration } from './units.ts';

/** RFC 8628 section 3.2: without an interval the client waits five seconds. */
const DEFAULT_INTERVAL = seconds(5);
/** RFC 8628 section 3.5: each `slow_down` adds five seconds for good. */
const SLOW_DOWN = seconds(5);
const LONGEST_INTERVAL = minutes(1);
const SHORTEST_LIFE = minutes(1);
const LONGEST_LIFE = minutes(60);

const bounded = (value: Duration, least: Duration, most: Duration): Duration =>
  milliseconds(Math.min(Math.max(value, least), most));

/** How long to wait before each poll; odd numbers of the service are bounded to 1 to 60 seconds. */
export const firstInterval = (interval: Duration | undefined): Duration =>
  interval === undefined || !(interval > 0) ? DEFAULT_INTERVAL : bounded(interval, seconds(1), LONGEST_INTERVAL);

export const slowerInterval = (interval: Duration): Duration =>
  bounded(milliseconds(interval + SLOW_DOWN), DEFAULT_INTERVAL, LONGEST_INTERVAL);

/** How long the device code is good for; bounded to 1 to 60 minutes. */
export const deviceCodeLife = (expiresIn: Duration): Duration =>
  expiresIn > 0 ? bounded(expiresIn, SHORTEST_LIFE, LONGEST_LIFE) : minutes(10);

/** What the service's answer to a poll means (RFC 8628 section 3.5); names as IAM Identity Center's API gives them. */
export function pollVerdict(errorType: string): 'pending' | 'slow-down' | 'expired' | 'refused' {
  switch (errorType) {
    case 'AuthorizationPendingException':
      return 'pending';
    case 'SlowDownException':
      return 'slow-down';
    case 'ExpiredTokenException':
      return 'expired';
    default:
      return 'refused';
  }
}
