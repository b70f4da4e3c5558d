import type { ClientRegistration } from '../domain/client-registration.ts';
import type { ServiceAddress } from '../domain/endpoint.ts';
import type { RoleCredentials } from '../domain/role-credentials.ts';
import type { Secret } from '../domain/secret.ts';
import type { Duration } from '../domain/units.ts';

export interface RegisterClientInput {
  readonly clientName: string;
  readonly scopes?: readonly string[];
  /** For authorization code with PKCE only. */
  readonly grantTypes?: readonly string[];
  readonly redirectUris?: readonly string[];
  readonly issuerUrl?: string;
}

export interface DeviceAuthorization {
  readonly deviceCode: Secret<string>;
  readonly userCode: string;
  readonly verificationUri: string;
  readonly verificationUriComplete?: string;
  readonly expiresIn: Duration;
  /** Undefined when the service gave none (RFC 8628: 5 seconds). */
  readonly interval?: Duration;
}

export type TokenGrant =
  | { readonly grantType: 'device_code'; readonly deviceCode: Secret<string> }
  | {
      readonly grantType: 'authorization_code';
      readonly code: Secret<string>;
      readonly codeVerifier: Secret<string>;
      readonly redirectUri: string;
    }
  | { readonly grantType: 'refresh_token'; readonly refreshToken: Secret<string> };

export interface TokenAnswer {
  readonly accessToken: Secret<string>;
  readonly expiresIn: Duration;
  readonly refreshToken?: Secret<string>;
}

/** IAM Identity Center's OIDC service. Every method: @throws INTERRUPTED, NETWORK_FAILED, ANSWER_UNUSABLE, SERVICE_REFUSED (args.type: the service's error name, such as AuthorizationPendingException). */
export interface Oidc {
  registerClient(at: ServiceAddress, input: RegisterClientInput): Promise<ClientRegistration>;
  startDeviceAuthorization(
    at: ServiceAddress,
    client: ClientRegistration,
    startUrl: string,
  ): Promise<DeviceAuthorization>;
  createToken(
    at: ServiceAddress,
    client: ClientRegistration,
    grant: TokenGrant,
    signal?: AbortSignal,
  ): Promise<TokenAnswer>;
  /** The address that a browser opens for the authorization code: the service's endpoint and `/authorize`, without a query. */
  authorizeUrl(at: ServiceAddress): Promise<string>;
}

export interface AccountInfo {
  readonly accountId: string;
  readonly accountName: string;
  readonly emailAddress: string;
}

/** IAM Identity Center's portal service (SSO). Errors as for `Oidc`. */
export interface Portal {
  getRoleCredentials(
    at: ServiceAddress,
    accessToken: Secret<string>,
    role: { accountId: string; roleName: string },
  ): Promise<RoleCredentials>;
  listAccounts(at: ServiceAddress, accessToken: Secret<string>): Promise<readonly AccountInfo[]>;
  /** Names of the roles that the person has in the account. */
  listAccountRoles(at: ServiceAddress, accessToken: Secret<string>, accountId: string): Promise<readonly string[]>;
  logout(at: ServiceAddress, accessToken: Secret<string>): Promise<void>;
}

export interface CallerIdentity {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

export interface SigningKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret<string>;
  readonly sessionToken?: Secret<string>;
}

/** AWS STS. Errors as for `Oidc`. */
export interface Sts {
  getCallerIdentity(at: ServiceAddress, keys: SigningKeys): Promise<CallerIdentity>;
}
