import type { FaultRule } from './faults/fault-rule.ts';

/** An account of the organisation, with the roles that the signed-in person has in it. */
export interface Account {
  accountId: string;
  accountName: string;
  emailAddress: string;
  roles: string[];
}

/** How long things live, in milliseconds. */
export interface Lifetimes {
  /** An access token that can be refreshed; it never outlives its session. */
  accessToken: number;
  /** From sign-in on: the refresh token, and the access token of a client that cannot refresh. */
  session: number;
  registration: number;
  roleCredentials: number;
  deviceCode: number;
  authorizationCode: number;
}

/**
 * What the embedded Identity Center knows and how it behaves. A plain, mutable value: a change counts from
 * the next request on. Every length of time is in milliseconds, whatever unit the wire has.
 */
export interface EmulatorSettings {
  /** 0: any free one. Read at the start only. */
  port: number;
  region: string;
  /** Start URLs of the organisations that this service knows; a `/`, `#` or `#/` at their end makes no difference. */
  startUrls: string[];
  /** The person who signs in. */
  userName: string;
  accounts: Account[];
  /** Scopes that a client may register. */
  scopes: string[];
  /** Who answers a sign-in: a person on the page, or the service itself, at once. */
  approve: 'automatic' | 'manual' | 'deny';
  lifetimes: Lifetimes;
  /** Least time between two polls of the device flow; null: the answer names none, and RFC 8628's 5 seconds hold. */
  interval: number | null;
  refreshTokensAreSingleUse: boolean;
  refreshAnswersWithRefreshToken: boolean;
  /** Most entries of one page of accounts or roles, whatever the client asks for. */
  pageSize: number;
  /** Added to the machine's clock: the service's time for lifetimes, signatures and the Date header. */
  clockOffset: number;
  faults: FaultRule[];
}

/** Settings that differ from the default world. */
export type SettingsChange = Partial<Omit<EmulatorSettings, 'lifetimes'>> & { lifetimes?: Partial<Lifetimes> };
