/** The AWS SDK's own clients against the embedded Identity Center, and the ways through its sign-in. */
import { createHash, randomBytes } from 'node:crypto';
import { devNull } from 'node:os';
import type { TestContext } from 'node:test';
import { SSOClient } from '@aws-sdk/client-sso';
import {
  CreateTokenCommand,
  type CreateTokenCommandOutput,
  RegisterClientCommand,
  SSOOIDCClient,
  StartDeviceAuthorizationCommand,
  type StartDeviceAuthorizationCommandOutput,
} from '@aws-sdk/client-sso-oidc';
import type { SettingsChange } from '../../src/emulator/settings.ts';
import { type RunningEmulator, startEmulator } from '../../src/emulator/start-emulator.ts';

// The SDK looks into the config file by itself for what it is not told; nobody's own file may steer a test.
process.env['AWS_CONFIG_FILE'] = devNull;
process.env['AWS_SHARED_CREDENTIALS_FILE'] = devNull;

const deviceCodeGrant = 'urn:ietf:params:oauth:grant-type:device_code';
export const startUrl = 'https://jppol-sso.awsapps.com/start';
export const accountAccess = 'sso:account:access';

/** An Identity Center for one test, closed at its end. */
export async function emulatorFor(t: TestContext, change: SettingsChange = {}): Promise<RunningEmulator> {
  const emulator = await startEmulator(change);
  t.after(() => emulator.close());
  return emulator;
}

const options = ({ url }: RunningEmulator, maxAttempts: number) => ({
  region: 'eu-west-1',
  endpoint: url,
  maxAttempts,
});

export const oidcOf = (emulator: RunningEmulator): SSOOIDCClient => new SSOOIDCClient(options(emulator, 1));
export const portalOf = (emulator: RunningEmulator, maxAttempts = 1): SSOClient =>
  new SSOClient(options(emulator, maxAttempts));

export interface ClientKeys {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Registers a client for the device flow; without scopes it gets no refresh token. */
export async function registerDeviceClient(
  oidc: SSOOIDCClient,
  scopes: string[] = [accountAccess],
): Promise<ClientKeys> {
  const answer = await oidc.send(
    new RegisterClientCommand({ clientName: 'test', clientType: 'public', ...(scopes.length > 0 && { scopes }) }),
  );
  return { clientId: answer.clientId ?? '', clientSecret: answer.clientSecret ?? '' };
}

/** Registers a client as the AWS CLI does it for PKCE. */
export async function registerPkceClient(oidc: SSOOIDCClient, clientName = 'test'): Promise<ClientKeys> {
  const command = new RegisterClientCommand({
    clientName,
    clientType: 'public',
    grantTypes: ['authorization_code', 'refresh_token'],
    redirectUris: ['http://127.0.0.1/oauth/callback'],
    issuerUrl: startUrl,
    scopes: [accountAccess],
  });
  const answer = await oidc.send(command);
  return { clientId: answer.clientId ?? '', clientSecret: answer.clientSecret ?? '' };
}

export const startDevice = (oidc: SSOOIDCClient, keys: ClientKeys): Promise<StartDeviceAuthorizationCommandOutput> =>
  oidc.send(new StartDeviceAuthorizationCommand({ ...keys, startUrl }));

export function redeemDevice(
  oidc: SSOOIDCClient,
  keys: ClientKeys,
  deviceCode: string | undefined,
): Promise<CreateTokenCommandOutput> {
  return oidc.send(new CreateTokenCommand({ ...keys, grantType: deviceCodeGrant, deviceCode }));
}

export const refresh = (
  oidc: SSOOIDCClient,
  keys: ClientKeys,
  refreshToken: string | undefined,
): Promise<CreateTokenCommandOutput> =>
  oidc.send(new CreateTokenCommand({ ...keys, grantType: 'refresh_token', refreshToken }));

/** Walks the device flow to its end; the emulator must approve automatically. */
export async function signIn(
  emulator: RunningEmulator,
  scopes?: string[],
): Promise<ClientKeys & CreateTokenCommandOutput> {
  const oidc = oidcOf(emulator);
  const keys = await registerDeviceClient(oidc, scopes);
  const { deviceCode } = await startDevice(oidc, keys);
  return { ...keys, ...(await redeemDevice(oidc, keys, deviceCode)) };
}

/** A PKCE verifier and the authorize address for it; `change` replaces or (undefined) removes parameters. */
export function authorizeRequest(
  emulator: RunningEmulator,
  clientId: string,
  change: Record<string, string | undefined> = {},
) {
  const codeVerifier = randomBytes(48).toString('base64url');
  const parameters: Record<string, string | undefined> = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: 'http://127.0.0.1:8400/oauth/callback',
    state: 'some state',
    code_challenge_method: 'S256',
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    scopes: accountAccess,
    ...change,
  };
  const url = new URL(`${emulator.url}/authorize`);
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value);
  return { url, codeVerifier, redirectUri: parameters['redirect_uri'] };
}

/** Where an answer leads: the parameters of its Location. */
export function sentBack(answer: Response): { readonly origin: string; readonly parameters: Record<string, string> } {
  const location = new URL(answer.headers.get('location') ?? 'about:blank');
  return { origin: location.origin + location.pathname, parameters: Object.fromEntries(location.searchParams) };
}

/** Opens an address as a browser does, but stays where a redirect begins. */
export const open = (url: string | URL): Promise<Response> => fetch(url, { redirect: 'manual' });

/** Presses a button of a page that was opened. */
export async function press(emulator: RunningEmulator, page: string, answer: 'allow' | 'deny'): Promise<Response> {
  const ticket = /name="ticket" value="([^"]+)"/.exec(page)?.[1] ?? '';
  return fetch(`${emulator.url}/consent`, {
    method: 'POST',
    body: new URLSearchParams({ ticket, answer }),
    redirect: 'manual',
  });
}
