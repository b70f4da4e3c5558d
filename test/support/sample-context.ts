import { NO_ENDPOINT_SETTINGS } from '../../src/domain/endpoint.ts';
import type { SessionContext } from '../../src/flows/session-context.ts';
import { START_URL } from './sample-files.ts';

/** The how-to's session. */
export const SESSION: SessionContext = {
  session: {
    kind: 'sso-session',
    name: 'koa-dev-customer',
    startUrl: START_URL,
    ssoRegion: 'eu-west-1',
    scopes: ['sso:account:access'],
  },
  settings: NO_ENDPOINT_SETTINGS,
};

/** A legacy profile of the same organisation. */
export const LEGACY: SessionContext = {
  session: { kind: 'legacy', name: START_URL, startUrl: START_URL, ssoRegion: 'eu-west-1', scopes: undefined },
  settings: NO_ENDPOINT_SETTINGS,
};
