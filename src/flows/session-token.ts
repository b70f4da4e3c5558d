import { isError, JpawsError } from '../domain/errors.ts';
import { isFresh, isLive, isRefreshable, textFromToken, tokenFromText, type SsoToken } from '../domain/sso-token.ts';
import { later, type Instant } from '../domain/units.ts';
import type { TokenAnswer, World } from '../ports.ts';
import { readCached, storeCached } from './cached-file.ts';
import { addressIn, sessionKey, tokenPath, type SessionContext } from './session-context.ts';
import { underTokenLock } from './token-lock.ts';

/** A token to use, or why only a sign-in helps. */
export type TokenState =
  | { readonly kind: 'token'; readonly token: SsoToken }
  | { readonly kind: 'none'; readonly why: string };

const usable = (token: SsoToken): TokenState => ({ kind: 'token', token });
const none = (why: string): TokenState => ({ kind: 'none', why });

const NEVER = new AbortController().signal;

const EXPIRED = 'the last one has expired';
/** While something was done with its token. */
export const SIGNED_OUT = 'the session was signed out';

/** The session's token as it stands in the cache; undefined when there is none that can be read. */
export const readToken = (world: World, { session }: Pick<SessionContext, 'session'>): Promise<SsoToken | undefined> =>
  readCached(world, tokenPath(world, session), tokenFromText);

/** A token of this session can be refreshed: a legacy profile's never is. */
export const canRefresh = ({ session }: Pick<SessionContext, 'session'>, token: SsoToken, now: Instant): boolean =>
  session.kind === 'sso-session' && isRefreshable(token, now);

/**
 * The session's access token without a sign-in: as cached when more than 15 minutes remain, else refreshed once over
 * all processes; one that cannot be refreshed is used to its end.
 * @throws NETWORK_FAILED, ANSWER_UNUSABLE when the refresh fails and the old token is dead
 */
export async function sessionToken(world: World, context: SessionContext): Promise<TokenState> {
  const token = await readToken(world, context);
  if (token === undefined) return none('nobody has signed in yet');
  const now = world.clock.now();
  if (isFresh(token.expiresAt, now)) return usable(token);
  if (canRefresh(context, token, now)) return refreshToken(world, context);
  return isLive(token.expiresAt, now) ? usable(token) : none(EXPIRED);
}

/**
 * Refreshes the token under the session's lock, unless another process has done it meanwhile.
 * @param refused an access token that the service no longer takes, although its time is not over
 */
export function refreshToken(world: World, context: SessionContext, refused?: SsoToken): Promise<TokenState> {
  return underTokenLock(world, sessionKey(world, context.session), async () => {
    const token = await readToken(world, context);
    if (token === undefined) return none(SIGNED_OUT);
    const isRefused = refused?.accessToken.reveal() === token.accessToken.reveal();
    const now = world.clock.now();
    if (isFresh(token.expiresAt, now) && !isRefused) return usable(token);
    if (!isRefreshable(token, now)) return isLive(token.expiresAt, now) && !isRefused ? usable(token) : none(EXPIRED);
    return askForNewToken(world, context, { old: token, isRefused });
  });
}

interface OldToken {
  readonly old: SsoToken;
  /** The service does not take it, whatever time it shows. */
  readonly isRefused: boolean;
}

async function askForNewToken(
  world: World,
  context: SessionContext,
  { old, isRefused }: OldToken,
): Promise<TokenState> {
  const { renewal } = old;
  if (renewal?.refreshToken === undefined) return none(EXPIRED);
  const client = {
    clientId: renewal.clientId,
    clientSecret: renewal.clientSecret,
    expiresAt: renewal.registrationExpiresAt,
  };
  const grant = { grantType: 'refresh_token', refreshToken: renewal.refreshToken } as const;
  let answer: TokenAnswer;
  try {
    // Not ended by Ctrl-C: the service may have used the refresh token up, and only this answer holds the next one.
    answer = await world.oidc.createToken(addressIn(world, context, 'sso_oidc'), client, grant, NEVER);
  } catch (error) {
    return withoutRefresh(world, { context, old, isRefused, error });
  }
  const token: SsoToken = {
    ...old,
    accessToken: answer.accessToken,
    expiresAt: later(world.clock.now(), answer.expiresIn),
    renewal: { ...renewal, refreshToken: answer.refreshToken ?? renewal.refreshToken },
  };
  return storeUnlessChanged(world, { context, old, token });
}

interface FailedRefresh extends OldToken {
  readonly context: SessionContext;
  readonly error: unknown;
}

async function withoutRefresh(world: World, { context, old, isRefused, error }: FailedRefresh): Promise<TokenState> {
  if (!(error instanceof JpawsError) || isError(error, 'INTERRUPTED')) throw error;
  // Another tool that takes no lock may have used the refresh token first; then its result is in the file.
  const current = await readToken(world, context);
  const now = world.clock.now();
  const isNew = current !== undefined && current.accessToken.reveal() !== old.accessToken.reveal();
  if (isNew && isFresh(current.expiresAt, now)) return usable(current);
  if (isLive(old.expiresAt, now) && !isRefused) {
    world.terminal.warn(`the sign-in could not be renewed (${error.message}); it is used to its end`);
    return usable(old);
  }
  if (isError(error, 'SERVICE_REFUSED') && isFinal(error.args.status) && error.args.clockSkewSeconds === undefined) {
    return none('the last one can no longer be renewed');
  }
  throw error;
}

/** The service has said no for good, and not for now only: 408 and 429 pass. */
const isFinal = (status: number): boolean => status < 500 && status !== 408 && status !== 429;

interface NewToken {
  readonly context: SessionContext;
  readonly old: SsoToken;
  readonly token: SsoToken;
}

/** A logout or a sign-in of another tool during the refresh is not undone by it. */
async function storeUnlessChanged(world: World, { context, old, token }: NewToken): Promise<TokenState> {
  const current = await readToken(world, context);
  if (current === undefined) return none(SIGNED_OUT);
  if (current.accessToken.reveal() !== old.accessToken.reveal()) return usable(current);
  storeCached(world, tokenPath(world, context.session), textFromToken(token));
  return usable(token);
}
