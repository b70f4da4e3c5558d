import { PKCE_GRANTS } from '../domain/client-registration.ts';
import { JpawsError } from '../domain/errors.ts';
import { isOpenableAddress } from '../domain/openable-address.ts';
import { authorizeAddress, base64url, VERIFIER_BYTES } from '../domain/pkce.ts';
import { Secret } from '../domain/secret.ts';
import type { CallbackAnswer, CallbackListening, ClientRegistration, TokenAnswer, World } from '../ports.ts';
import { callbackAnswer } from './callback-answer.ts';
import { clientRegistration, forgetRegistration } from './client-registration.ts';
import { addressIn, type SessionContext } from './session-context.ts';
import type { SignedIn, SignInOptions } from './sign-in-options.ts';

const DEFAULT_SCOPES = ['sso:account:access'];
const STATE_BYTES = 32;

/** Authorization code with PKCE (RFC 7636) and a listener on the loopback address (RFC 8252 section 7.3). */
export async function signInByPkce(
  world: World,
  context: SessionContext,
  options: SignInOptions,
): Promise<SignedIn | undefined> {
  const { session } = context;
  const scopes = session.scopes ?? DEFAULT_SCOPES;
  const verifier = base64url(world.random.bytes(VERIFIER_BYTES));
  const state = base64url(world.random.bytes(STATE_BYTES));
  const listening = await world.callback.listen({ port: options.port, state });
  try {
    const registration = await clientRegistration(world, context, {
      method: 'pkce',
      scopes,
      details: {
        grantTypes: PKCE_GRANTS,
        redirectUris: ['http://127.0.0.1/oauth/callback'],
        issuerUrl: session.startUrl,
      },
    });
    const attempt = { registration, listening, scopes, verifier, state };
    const answer = await signInWith(world, context, { ...attempt, options });
    return answer && { registration, answer };
  } finally {
    await listening.close();
  }
}

interface Attempt {
  readonly registration: ClientRegistration;
  readonly listening: CallbackListening;
  readonly scopes: readonly string[];
  readonly verifier: string;
  readonly state: string;
  readonly options: SignInOptions;
}

async function signInWith(world: World, context: SessionContext, attempt: Attempt): Promise<TokenAnswer | undefined> {
  const { registration, listening, scopes, verifier, state, options } = attempt;
  const { redirectUri } = listening;
  const at = addressIn(world, context, 'sso_oidc');
  try {
    const address = authorizeAddress(await world.oidc.authorizeUrl(at), {
      clientId: registration.clientId,
      redirectUri,
      state,
      challenge: world.digest.sha256(verifier),
      scopes,
    });
    if (!(await showAddress(world, address, options))) return undefined;
    const code = codeFrom(await callbackAnswer(world, listening, state));
    const grant = { grantType: 'authorization_code', code, codeVerifier: new Secret(verifier), redirectUri } as const;
    return await world.oidc.createToken(at, registration, grant, world.interrupted);
  } catch (error) {
    // That the service has forgotten a cached registration shows in the browser only: nobody comes back from there.
    forgetRegistration(world, context, scopes);
    throw error;
  }
}

/** False, and nothing shown, when nobody could come back: no browser opens, and without a terminal none can be pasted. */
async function showAddress(
  { terminal, browser }: World,
  address: string,
  { openBrowser, method }: SignInOptions,
): Promise<boolean> {
  if (!isOpenableAddress(address))
    throw new JpawsError('SIGN_IN_REFUSED', { reason: 'its address is neither https nor of this machine' });
  const isOpened = openBrowser && (await browser.open(address));
  if (!isOpened && !terminal.interactive && method === undefined) return false;
  terminal.say(
    isOpened
      ? 'Sign in with the browser that has opened. If it has not, open this address:'
      : 'Open this address in a browser and sign in:',
  );
  terminal.say('');
  terminal.say(`  ${address}`);
  terminal.say('');
  if (terminal.interactive) {
    terminal.say(
      'If that browser runs on another machine, it ends on a page that cannot be shown: paste its address here and press Enter.',
    );
  }
  return true;
}

function codeFrom(answer: CallbackAnswer): Secret<string> {
  if ('code' in answer) return answer.code;
  throw new JpawsError('SIGN_IN_REFUSED', { reason: answer.description === '' ? answer.error : answer.description });
}
