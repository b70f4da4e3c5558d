import type { Account, EmulatorSettings, SettingsChange } from './settings.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const account = (accountId: string, accountName: string, ...roles: string[]): Account => ({
  accountId,
  accountName,
  emailAddress: `${accountName}@example.com`,
  roles,
});

const defaultSettings = (): EmulatorSettings => ({
  port: 0,
  region: 'eu-west-1',
  startUrls: ['https://jppol-sso.awsapps.com/start'],
  userName: 'kim@example.com',
  accounts: [
    account('931827427725', 'koa-dev', 'idp_customer_access'),
    account('404418236215', 'koa-prod', 'idp_customer_access'),
    account('175530482466', 'baker-dev', 'idp_customer_access', 'read_only'),
    account('268844107393', 'baker-prod', 'read_only'),
  ],
  scopes: ['sso:account:access', 'codewhisperer:completions'],
  approve: 'manual',
  lifetimes: {
    accessToken: hour,
    session: 8 * hour,
    registration: 90 * day,
    roleCredentials: hour,
    deviceCode: 10 * minute,
    authorizationCode: 10 * minute,
  },
  interval: second,
  refreshTokensAreSingleUse: true,
  refreshAnswersWithRefreshToken: true,
  pageSize: 100,
  clockOffset: 0,
  faults: [],
});

/**
 * The world that the service starts with: the organisation of the how-to, with four accounts.
 *
 * @param change takes the place of the defaults, lifetimes one by one
 */
export function completeSettings(change: SettingsChange): EmulatorSettings {
  const defaults = defaultSettings();
  return { ...defaults, ...change, lifetimes: { ...defaults.lifetimes, ...change.lifetimes } };
}
