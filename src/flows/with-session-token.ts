import { isError, JpawsError } from '../domain/errors.ts';
import type { SsoToken } from '../domain/sso-token.ts';
import type { World } from '../ports.ts';
import type { SessionContext } from './session-context.ts';
import { canRefresh, refreshToken, sessionToken, type TokenState } from './session-token.ts';
import { signIn } from './sign-in.ts';
import { USUAL_SIGN_IN } from './sign-in-options.ts';

const ENDED = 'the service no longer takes the last one';

export interface TokenWish {
  readonly context: SessionContext;
  /** A sign-in on the way is allowed, if a person can answer it. */
  readonly maySignIn: boolean;
}

/**
 * Runs a call with the session's token. When the service does not take it (the session was ended elsewhere although its
 * time is not over), the call is run again with a refreshed one, and with one of a new sign-in.
 * @throws SIGN_IN_NEEDED where nobody can answer a sign-in; what `call` and a sign-in throw
 */
export async function withSessionToken<T>(
  world: World,
  wish: TokenWish,
  call: (token: SsoToken) => Promise<T>,
): Promise<T> {
  let refused: SsoToken | undefined;
  let why = ENDED;
  for (const tokenState of [sessionToken, refreshedToken]) {
    const state = await tokenState(world, wish.context, refused);
    if (state.kind === 'none') {
      ({ why } = state);
      break;
    }
    const outcome = await unlessUnauthorized(call(state.token));
    if (outcome !== REFUSED) return outcome;
    refused = state.token;
  }
  return call(await newToken(world, wish, { why, refused }));
}

/** Instead of a token that the service refused. */
async function refreshedToken(world: World, context: SessionContext, refused?: SsoToken): Promise<TokenState> {
  const mayHelp = refused !== undefined && canRefresh(context, refused, world.clock.now());
  return mayHelp ? refreshToken(world, context, refused) : { kind: 'none', why: ENDED };
}

async function newToken(
  world: World,
  { context, maySignIn }: TokenWish,
  { why, refused }: { why: string; refused: SsoToken | undefined },
): Promise<SsoToken> {
  const { name } = context.session;
  if (!maySignIn || !world.terminal.interactive) {
    throw new JpawsError('SIGN_IN_NEEDED', { session: name, why, looksLive: refused !== undefined });
  }
  world.terminal.say(`"${name}" needs a sign-in: ${why}.`);
  return signIn(world, context, { ...USUAL_SIGN_IN, replaces: refused });
}

const REFUSED = Symbol('refused');

/** REFUSED when the service does not take the token (401); with a wrong clock, that is not the token's fault. */
async function unlessUnauthorized<T>(call: Promise<T>): Promise<T | typeof REFUSED> {
  try {
    return await call;
  } catch (error) {
    const isUnauthorized = isError(error, 'SERVICE_REFUSED') && error.args.status === 401;
    if (isUnauthorized && error.args.clockSkewSeconds === undefined) return REFUSED;
    throw error;
  }
}
