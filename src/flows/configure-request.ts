/** What was given on the command line. */
export interface ConfigureRequest {
  readonly name: string | undefined;
  readonly account: string | undefined;
  readonly role: string | undefined;
  readonly session: string | undefined;
  readonly startUrl: string | undefined;
  readonly ssoRegion: string | undefined;
  readonly region: string | undefined;
  readonly output: string | undefined;
  readonly scopes: string | undefined;
  readonly yes: boolean;
}
