import type { EmulatorSettings } from './settings.ts';

/** A registered client (RFC 7591). Points in time here and below are milliseconds since 1970 on the service's clock. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clientName: string;
  readonly scopes: readonly string[];
  /** Empty: the client named none, as the device flow of the AWS CLI does. */
  readonly grantTypes: readonly string[];
  readonly redirectUris: readonly string[];
  readonly expiresAt: number;
}

export type Decision = 'allow' | 'deny';

/** A sign-in on its way through the device flow (RFC 8628). */
export interface DeviceGrant {
  readonly client: Client;
  readonly startUrl: string;
  readonly userCode: string;
  readonly expiresAt: number;
  /** Least time between two polls; each poll that comes too early makes it longer. */
  interval: number;
  lastPoll: number | undefined;
  decision: Decision | undefined;
  used: boolean;
}

/** What a client asked for at /authorize. */
export interface AuthorizeRequest {
  readonly client: Client;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly codeChallenge: string;
  readonly scopes: readonly string[];
}

/** A sign-in on its way through the authorization code flow. */
export interface CodeGrant {
  readonly request: AuthorizeRequest;
  readonly expiresAt: number;
  used: boolean;
}

/** One view of a page with Allow and Deny; its answer must carry the ticket, so no other site can give it. */
export type Ticket =
  | { readonly kind: 'device'; readonly grant: DeviceGrant }
  | { readonly kind: 'code'; readonly request: AuthorizeRequest };

/** What a person has after a sign-in, until it ends or they sign out. */
export interface SignInSession {
  readonly client: Client;
  readonly userName: string;
  readonly refreshable: boolean;
  readonly endsAt: number;
  signedOut: boolean;
}

export interface AccessToken {
  readonly session: SignInSession;
  readonly expiresAt: number;
}

export interface RefreshToken {
  readonly session: SignInSession;
  used: boolean;
}

export interface IssuedRoleCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: number;
  readonly accountId: string;
  readonly roleName: string;
  readonly userName: string;
}

/** Everything that the service remembers, each map by the value that a client shows. */
export interface EmulatorState {
  readonly clients: Map<string, Client>;
  readonly deviceGrants: Map<string, DeviceGrant>;
  readonly codeGrants: Map<string, CodeGrant>;
  readonly tickets: Map<string, Ticket>;
  readonly accessTokens: Map<string, AccessToken>;
  readonly refreshTokens: Map<string, RefreshToken>;
  readonly roleCredentials: Map<string, IssuedRoleCredentials>;
}

/** The service as its parts see it. */
export interface IdentityCenter {
  /** Base address, without a slash at its end. */
  readonly url: string;
  readonly settings: EmulatorSettings;
  readonly state: EmulatorState;
  /** The service's time, milliseconds since 1970. */
  now(): number;
}

/** A service that has seen nobody yet. */
export const emptyState = (): EmulatorState => ({
  clients: new Map(),
  deviceGrants: new Map(),
  codeGrants: new Map(),
  tickets: new Map(),
  accessTokens: new Map(),
  refreshTokens: new Map(),
  roleCredentials: new Map(),
});
