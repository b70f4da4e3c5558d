import { NO_ENDPOINT_SETTINGS } from '../domain/endpoint.ts';
import { isError, JpawsError } from '../domain/errors.ts';
import type { Profiles } from '../domain/profiles.ts';
import { isSsoRoleCredentials } from '../domain/role-credentials.ts';
import { isLive, tokenFromText, type SsoToken } from '../domain/sso-token.ts';
import type { World } from '../ports.ts';
import { awsPlaces } from './aws-places.ts';
import { readOrDamaged } from './cached-file.ts';
import { roleCachePath } from './role-credentials.ts';
import { addressIn, sessionKey, tokenPath, type SessionContext } from './session-context.ts';
import { underTokenLock } from './token-lock.ts';

export interface SignedOut {
  readonly message: string;
  /** Names of the profiles that lost their session. */
  readonly profiles: readonly string[];
}

/** Ends one session: at the service, then its token and the role credentials of its profiles. Registrations stay. */
export async function signOut(world: World, profiles: Profiles, context: SessionContext): Promise<SignedOut> {
  const { session } = context;
  const members = profiles
    .all()
    .filter((profile) => profile.session.kind === session.kind && profile.session.name === session.name);
  const wasSignedIn = await underLock(world, sessionKey(world, session), () =>
    endToken(world, tokenPath(world, session), context),
  );
  for (const profile of members) world.files.remove(roleCachePath(world, profile));
  const message = wasSignedIn ? `Signed out of "${session.name}".` : `"${session.name}" was not signed in.`;
  return { message, profiles: members.map(({ name }) => name) };
}

/** Ends every session whose token is in the shared cache, whoever signed in, and removes all role credentials of IAM Identity Center. */
export async function signOutEverywhere(world: World, profiles: Profiles): Promise<SignedOut> {
  const { tokenCache, roleCache } = awsPlaces(world.machine);
  let count = 0;
  for (const file of jsonFiles(world, tokenCache)) {
    const isEnded = await underLock(world, file.slice(0, -'.json'.length), () =>
      endToken(world, `${tokenCache}/${file}`, undefined),
    );
    if (isEnded) count += 1;
  }
  for (const file of jsonFiles(world, roleCache)) {
    const path = `${roleCache}/${file}`;
    if (isSsoRoleCredentials(readOrDamaged(world, path) ?? '')) world.files.remove(path);
  }
  const names = profiles.all().map(({ name }) => name);
  return { message: count === 1 ? 'Signed out of one session.' : `Signed out of ${count} sessions.`, profiles: names };
}

const jsonFiles = ({ files }: World, folder: string): string[] =>
  files.list(folder).filter((name) => name.endsWith('.json'));

/** A refresh that is under way in another process is waited for, so that it cannot undo the logout. */
const underLock = (world: World, key: string, run: () => Promise<boolean>): Promise<boolean> =>
  /^[0-9a-f]{40}$/.test(key) ? underTokenLock(world, key, run) : run();

/** False when the file holds no token. The file goes also when the service cannot be told, which the person is then told. */
async function endToken(world: World, path: string, context: SessionContext | undefined): Promise<boolean> {
  const token = tokenFromText(readOrDamaged(world, path) ?? '');
  if (token === undefined) {
    // A damaged file of the named session is healed; in a sweep over all files, what is no token is not ours.
    if (context !== undefined) world.files.remove(path);
    return false;
  }
  if (isLive(token.expiresAt, world.clock.now())) await tellService(world, token, context);
  world.files.remove(path);
  return true;
}

async function tellService(world: World, token: SsoToken, context: SessionContext | undefined): Promise<void> {
  const session = context?.session ?? {
    kind: 'legacy',
    name: token.startUrl,
    startUrl: token.startUrl,
    ssoRegion: token.region,
    scopes: undefined,
  };
  const settings = context?.settings ?? NO_ENDPOINT_SETTINGS;
  try {
    await world.portal.logout(addressIn(world, { session, settings }, 'sso'), token.accessToken);
  } catch (error) {
    if (!(error instanceof JpawsError) || isError(error, 'INTERRUPTED')) throw error;
    // 401: the session had ended already, which is what was wanted.
    const isOver = isError(error, 'SERVICE_REFUSED') && error.args.status === 401;
    if (!isOver)
      world.terminal.warn(
        `the service was not told (${error.message}); the files of this machine are removed all the same`,
      );
  }
}
