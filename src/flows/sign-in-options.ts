import type { SignInMethod } from '../domain/client-registration.ts';
import type { SsoToken } from '../domain/sso-token.ts';
import type { ClientRegistration, TokenAnswer } from '../ports.ts';

export interface SignInOptions {
  /** Undefined: chosen by the situation. */
  readonly method?: SignInMethod | undefined;
  readonly openBrowser: boolean;
  /** For PKCE; 0: any free port. */
  readonly port: number;
  /** A token that counts as none although it shows time left: a new sign-in is wanted, or the service refused it. */
  readonly replaces?: SsoToken | undefined;
}

export const USUAL_SIGN_IN: SignInOptions = { openBrowser: true, port: 0 };

/** What a way to sign in brings. */
export interface SignedIn {
  readonly registration: ClientRegistration;
  readonly answer: TokenAnswer;
}
