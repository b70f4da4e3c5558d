import { registrationKeyText } from '../domain/cache-key.ts';
import { registrationFromText, textFromRegistration, type SignInMethod } from '../domain/client-registration.ts';
import { isError } from '../domain/errors.ts';
import { objectFromJson } from '../domain/python-json.ts';
import type { SsoSession } from '../domain/profiles.ts';
import type { ClientRegistration, RegisterClientInput, World } from '../ports.ts';
import { awsPlaces } from './aws-places.ts';
import { readCached, storeCached } from './cached-file.ts';
import { addressIn, type SessionContext } from './session-context.ts';

export interface RegistrationRequest {
  readonly method: SignInMethod;
  readonly scopes: readonly string[] | undefined;
  /** What the method registers besides name and scopes. */
  readonly details: Pick<RegisterClientInput, 'grantTypes' | 'redirectUris' | 'issuerUrl'>;
  /** A new one even when the cache holds one that looks usable: the service no longer knows it. */
  readonly isForced?: boolean;
}

/** The cached registration that fits the method, else a new one from the service (which is cached). Errors as for `Oidc`. */
export async function clientRegistration(
  world: World,
  context: SessionContext,
  request: RegistrationRequest,
): Promise<ClientRegistration> {
  const { method, scopes, details } = request;
  const { session } = context;
  const path = registrationPath(world, session, scopes);
  const now = world.clock.now();
  const cached =
    request.isForced === true ? undefined : await readCached(world, path, (text) => readEntry(text, request, now));
  if (cached?.registration !== undefined) return cached.registration;
  const name = session.kind === 'legacy' ? String(Math.floor(now / 1000)) : session.name;
  const registration = await world.oidc.registerClient(addressIn(world, context, 'sso_oidc'), {
    // The AWS CLI's own form: the service shows this name to the person and to administrators.
    clientName: `botocore-client-${name}`,
    ...(scopes === undefined ? {} : { scopes }),
    ...details,
  });
  storeCached(world, path, textFromRegistration(registration, method, scopes));
  return registration;
}

/** Takes the registration out of the cache, so that the next sign-in makes a new one. */
export function forgetRegistration(world: World, { session }: SessionContext, scopes: readonly string[]): void {
  try {
    world.files.remove(registrationPath(world, session, scopes));
  } catch (error) {
    // Where nothing can be removed, nothing could be stored either.
    if (!isError(error, 'FILE_UNWRITABLE')) throw error;
  }
}

function registrationPath(world: World, session: SsoSession, scopes: readonly string[] | undefined): string {
  const key = world.digest.sha1Hex(registrationKeyText(session, scopes));
  return `${awsPlaces(world.machine).tokenCache}/${key}.json`;
}

/** An entry of the other method, or an expired one, is no damage: it is only not used. */
function readEntry(text: string, { method }: RegistrationRequest, now: Parameters<typeof registrationFromText>[2]) {
  const registration = registrationFromText(text, method, now);
  return registration === undefined && objectFromJson(text) === undefined ? undefined : { registration };
}
