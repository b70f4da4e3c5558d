import { browserSituation } from '../domain/browser-situation.ts';
import type { SignInMethod } from '../domain/client-registration.ts';
import { envValue } from '../domain/env.ts';
import { isFresh, textFromToken, type SsoToken } from '../domain/sso-token.ts';
import { later } from '../domain/units.ts';
import type { World } from '../ports.ts';
import { storeCached } from './cached-file.ts';
import { signInByDeviceCode } from './device-code-sign-in.ts';
import { signInByPkce } from './pkce-sign-in.ts';
import type { SignInOptions } from './sign-in-options.ts';
import { sessionKey, tokenPath, type SessionContext } from './session-context.ts';
import { readToken } from './session-token.ts';

/**
 * Signs in, one at a time per session over all processes: who comes second waits for the first one's token.
 * @throws SIGN_IN_REFUSED, SIGN_IN_TIMED_OUT, INTERRUPTED, PORT_TAKEN, NETWORK_FAILED, ANSWER_UNUSABLE, SERVICE_REFUSED
 */
export function signIn(world: World, context: SessionContext, options: SignInOptions): Promise<SsoToken> {
  return world.lock.hold(
    `sign-in-${sessionKey(world, context.session)}`,
    async () => {
      const token = await readToken(world, context);
      const isReplaced = token?.accessToken.reveal() === options.replaces?.accessToken.reveal();
      const isDone = token !== undefined && isFresh(token.expiresAt, world.clock.now()) && !isReplaced;
      return isDone ? token : signInNow(world, context, options);
    },
    {
      signal: world.interrupted,
      onWait: () => world.terminal.say(`Another sign-in to "${context.session.name}" is under way; waiting for it.`),
    },
  );
}

async function signInNow(world: World, context: SessionContext, options: SignInOptions): Promise<SsoToken> {
  const { session } = context;
  const method = options.method ?? usualMethod(world, context, options);
  const signedIn = method === 'pkce' ? await signInByPkce(world, context, options) : undefined;
  const { registration, answer } = signedIn ?? (await signInByDeviceCode(world, context, options));
  const token: SsoToken = {
    startUrl: session.startUrl,
    region: session.ssoRegion,
    accessToken: answer.accessToken,
    expiresAt: later(world.clock.now(), answer.expiresIn),
    renewal: {
      refreshToken: answer.refreshToken,
      clientId: registration.clientId,
      clientSecret: registration.clientSecret,
      registrationExpiresAt: registration.expiresAt,
    },
  };
  storeCached(world, tokenPath(world, session), textFromToken(token));
  return token;
}

/** PKCE where a browser of this machine can come back to it; the device code everywhere else, and for legacy profiles as in the AWS CLI. */
function usualMethod(
  { machine, terminal }: World,
  { session }: SessionContext,
  { openBrowser }: SignInOptions,
): SignInMethod {
  if (session.kind === 'legacy' || browserSituation(machine) === 'none') return 'device-code';
  // Without a terminal nobody can paste an address, so a browser has to open by itself: the person's own command.
  const opensByItself = openBrowser && envValue(machine.env, 'BROWSER') !== undefined;
  return terminal.interactive || opensByItself ? 'pkce' : 'device-code';
}
