import { didYouMean } from '../name-match.ts';
import { EXIT, row } from './row.ts';

/** What AWS said no with. `type` is the service's error name; `status` the HTTP status. */
interface RefusedArgs {
  readonly service: string;
  readonly type: string;
  readonly status: number;
  readonly message: string;
  readonly host: string;
  /** How far this machine's clock is ahead of the service's (negative: behind); only when that is much. */
  readonly clockSkewSeconds?: number;
}

const saysRefused = ({ service, type, status, message, host }: RefusedArgs): string =>
  `${service} refused: ${message === '' ? type : `${message} (${type})`}, status ${status} of ${host}`;

function hintForRefused({ type, status, clockSkewSeconds }: RefusedArgs): string {
  if (clockSkewSeconds !== undefined) {
    const direction = clockSkewSeconds > 0 ? 'ahead of' : 'behind';
    const minutesAway = Math.round(Math.abs(clockSkewSeconds) / 60);
    const away = minutesAway < 120 ? `${minutesAway} min` : `${Math.round(minutesAway / 60)} h`;
    return `the clock of this machine is ${away} ${direction} the service's: set it right and try again`;
  }
  if (status === 429) return 'AWS asks for fewer requests: wait a minute and try again';
  if (status >= 500) return 'the service has trouble of its own: try again in a minute';
  if (/^(Unauthorized|ExpiredToken|InvalidGrant|InvalidClient)/.test(type)) return 'sign in again: jpaws login';
  return 'check account, role and region of the profile, and that the role is assigned to you';
}

/** The services' answers, and what lies between. */
export const servicesRows = {
  REQUEST_REFUSED: row<{ what: string; reason: string }>(
    EXIT.configuration,
    ({ what, reason }) => `${what} ${reason}`,
    () => 'nothing was sent; correct the value in the configuration or the environment',
  ),
  NETWORK_FAILED: row<{ host: string; cause: string; remedy: string }>(
    EXIT.network,
    ({ host, cause }) => `cannot reach ${host}: ${cause}`,
    ({ remedy }) => remedy,
  ),
  ANSWER_UNUSABLE: row<{ host: string; reason: string }>(
    EXIT.network,
    ({ host, reason }) => `the answer of ${host} cannot be used: ${reason}`,
    () => 'something between this machine and AWS may have answered: check the proxy, the region and AWS_ENDPOINT_URL',
  ),
  SERVICE_REFUSED: row<RefusedArgs>(EXIT.refused, saysRefused, hintForRefused),
  ROLE_NOT_ASSIGNED: row<{ roleName: string; accountId: string }>(
    EXIT.refused,
    ({ roleName, accountId }) => `you do not have the role "${roleName}" in account ${accountId}`,
    () => 'check both in the profile, or ask whoever assigns access for you',
  ),
  ACCOUNT_UNKNOWN: row<{ account: string; near: readonly string[] }>(
    EXIT.configuration,
    ({ account, near }) => `none of your accounts is "${account}"${didYouMean(near)}`,
    () => 'nothing was written; check the name, or ask whoever assigns access for you',
  ),
};
