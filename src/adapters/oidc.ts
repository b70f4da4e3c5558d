import type { CreateTokenCommandInput } from '@aws-sdk/client-sso-oidc';
import type { ServiceAddress } from '../domain/endpoint.ts';
import { JpawsError } from '../domain/errors.ts';
import { isOpenableAddress } from '../domain/openable-address.ts';
import type { Secret } from '../domain/secret.ts';
import { serviceEndpoint } from '../domain/service-endpoint.ts';
import { minutes, seconds } from '../domain/units.ts';
import type { ClientRegistration, DeviceAuthorization, Oidc, TokenAnswer, TokenGrant } from '../ports.ts';
import { AnswerFields } from './answer-fields.ts';
import type { AwsNetwork } from './aws-client.ts';

const service = 'sso_oidc';
const day = 24 * 60;

// Identity Center's own limits are lower (session 90 days, device code 10 minutes); these only stop nonsense.
const bounds = {
  token: minutes(90 * day),
  deviceCode: minutes(60),
  pause: { shortest: seconds(1), longest: minutes(1) },
} as const;

/** IAM Identity Center's OIDC service over the AWS SDK, which is loaded with the first call. */
export function createOidc(network: AwsNetwork): Oidc {
  const fieldsOf = (answer: object, at: ServiceAddress) => new AnswerFields(answer, network.hostOf({ service, at }));

  return {
    authorizeUrl: async (at) => `${serviceEndpoint(service, at)}/authorize`,

    async registerClient(at, input): Promise<ClientRegistration> {
      if (input.issuerUrl !== undefined) checkStartUrl(input.issuerUrl);
      const { SSOOIDCClient, RegisterClientCommand } = await import('@aws-sdk/client-sso-oidc');
      const request = {
        clientName: input.clientName,
        clientType: 'public',
        ...(input.scopes === undefined ? {} : { scopes: [...input.scopes] }),
        ...(input.grantTypes === undefined ? {} : { grantTypes: [...input.grantTypes] }),
        ...(input.redirectUris === undefined ? {} : { redirectUris: [...input.redirectUris] }),
        ...(input.issuerUrl === undefined ? {} : { issuerUrl: input.issuerUrl }),
      };
      const answer = await network.call({ service, at, secrets: [] }, (config) =>
        new SSOOIDCClient(config).send(new RegisterClientCommand(request)),
      );
      const fields = fieldsOf(answer, at);
      return {
        clientId: fields.token('clientId'),
        clientSecret: fields.secret('clientSecret'),
        expiresAt: fields.instant('clientSecretExpiresAt', seconds(1)),
      };
    },

    async startDeviceAuthorization(at, client, startUrl): Promise<DeviceAuthorization> {
      checkStartUrl(startUrl);
      const { SSOOIDCClient, StartDeviceAuthorizationCommand } = await import('@aws-sdk/client-sso-oidc');
      const request = { clientId: client.clientId, clientSecret: client.clientSecret.reveal(), startUrl };
      const answer = await network.call({ service, at, secrets: [client.clientSecret] }, (config) =>
        new SSOOIDCClient(config).send(new StartDeviceAuthorizationCommand(request)),
      );
      return deviceAuthorizationFrom(fieldsOf(answer, at));
    },

    // oxlint-disable-next-line max-params -- the port's signature; a signal comes last everywhere
    async createToken(at, client, grant, signal): Promise<TokenAnswer> {
      const { SSOOIDCClient, CreateTokenCommand } = await import('@aws-sdk/client-sso-oidc');
      const request = {
        clientId: client.clientId,
        clientSecret: client.clientSecret.reveal(),
        ...grantFields(grant),
      } satisfies CreateTokenCommandInput;
      const secrets = [client.clientSecret, ...secretsOf(grant)];
      const answer = await network.call({ service, at, secrets, signal }, (config) =>
        new SSOOIDCClient(config).send(new CreateTokenCommand(request)),
      );
      const fields = fieldsOf(answer, at);
      const refreshToken = fields.optionalSecret('refreshToken');
      return {
        accessToken: fields.secret('accessToken'),
        expiresIn: fields.lifetime('expiresIn', bounds.token),
        ...(refreshToken === undefined ? {} : { refreshToken }),
      };
    },
  };
}

function deviceAuthorizationFrom(fields: AnswerFields): DeviceAuthorization {
  const address = (field: string, value: string): string => {
    if (isOpenableAddress(value)) return value;
    throw fields.unusable(`${field} is no https address`);
  };
  const complete = fields.optionalText('verificationUriComplete');
  const interval = fields.optionalPause('interval', bounds.pause);
  return {
    deviceCode: fields.secret('deviceCode'),
    userCode: fields.token('userCode'),
    verificationUri: address('verificationUri', fields.text('verificationUri')),
    ...(complete === undefined ? {} : { verificationUriComplete: address('verificationUriComplete', complete) }),
    expiresIn: fields.lifetime('expiresIn', bounds.deviceCode),
    ...(interval === undefined ? {} : { interval }),
  };
}

function checkStartUrl(startUrl: string): void {
  if (startUrl.startsWith('https://') && URL.canParse(startUrl)) return;
  throw new JpawsError('REQUEST_REFUSED', { what: 'the start URL', reason: 'is no https address' });
}

function grantFields(grant: TokenGrant) {
  switch (grant.grantType) {
    case 'device_code':
      return { grantType: 'urn:ietf:params:oauth:grant-type:device_code', deviceCode: grant.deviceCode.reveal() };
    case 'refresh_token':
      return { grantType: 'refresh_token', refreshToken: grant.refreshToken.reveal() };
    case 'authorization_code':
      return {
        grantType: 'authorization_code',
        code: grant.code.reveal(),
        codeVerifier: grant.codeVerifier.reveal(),
        redirectUri: grant.redirectUri,
      };
  }
}

function secretsOf(grant: TokenGrant): readonly Secret<string>[] {
  switch (grant.grantType) {
    case 'device_code':
      return [grant.deviceCode];
    case 'refresh_token':
      return [grant.refreshToken];
    case 'authorization_code':
      return [grant.code, grant.codeVerifier];
  }
}
