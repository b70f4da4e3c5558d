import { tokenKeyText } from '../domain/cache-key.ts';
import {
  NO_ENDPOINT_SETTINGS,
  serviceAddress,
  type EndpointSettings,
  type ServiceAddress,
  type ServiceId,
} from '../domain/endpoint.ts';
import type { SsoSession } from '../domain/profiles.ts';
import type { World } from '../ports.ts';
import { awsPlaces } from './aws-places.ts';

/** A session with the endpoint settings of the profile through which it was reached. */
export interface SessionContext {
  readonly session: SsoSession;
  readonly settings: EndpointSettings;
}

export const withoutSettings = (session: SsoSession): SessionContext => ({ session, settings: NO_ENDPOINT_SETTINGS });

/** Where the session's services are called. @throws CONFIG_VALUE_REFUSED */
export const addressIn = (
  { machine }: Pick<World, 'machine'>,
  { session, settings }: SessionContext,
  service: ServiceId,
): ServiceAddress => serviceAddress(service, session.ssoRegion, { env: machine.env, settings });

/** The SHA-1 that names the session's token file, and its locks. */
export const sessionKey = ({ digest }: Pick<World, 'digest'>, session: SsoSession): string =>
  digest.sha1Hex(tokenKeyText(session));

/** Path of the session's token file. */
export const tokenPath = (world: Pick<World, 'digest' | 'machine'>, session: SsoSession): string =>
  `${awsPlaces(world.machine).tokenCache}/${sessionKey(world, session)}.json`;
