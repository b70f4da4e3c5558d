import { JpawsError } from './errors.ts';
import { envValue, type Env } from './env.ts';

/** Where a service is called: everything that a client needs to be told, so that it reads no file by itself. */
export interface ServiceAddress {
  readonly region: string;
  /** Overrides the service's own address. */
  readonly endpoint?: string;
  readonly useDualstack: boolean;
  readonly useFips: boolean;
  /** Path of a PEM file with CAs in addition to the system's. */
  readonly caBundle?: string;
}

/** The services that jpaws calls, by the names that `services` sections of the AWS config use. */
export type ServiceId = 'sso' | 'sso_oidc' | 'sts';

/** What the config says about endpoints: single values of the profile, and of its `services` section. */
export interface EndpointSettings {
  readonly value: (key: string) => string | undefined;
  readonly serviceEndpoint: (service: ServiceId) => string | undefined;
}

export const NO_ENDPOINT_SETTINGS: EndpointSettings = { value: () => undefined, serviceEndpoint: () => undefined };

const isTrue = (value: string | undefined): boolean => value?.trim().toLowerCase() === 'true';

/** A region's name as AWS writes them: lower-case letters, digits, hyphens. */
export const isRegionName = (region: string): boolean => /^[a-z0-9-]{1,64}$/.test(region);

/**
 * The address of a service by the AWS CLI's order: AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, the profile's
 * `services` section, its `endpoint_url`; then the service's own rule (no `endpoint` in the answer).
 * @throws CONFIG_VALUE_REFUSED for a region or an address of the wrong form
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function serviceAddress(
  service: ServiceId,
  region: string,
  from: { env: Env; settings: EndpointSettings },
): ServiceAddress {
  const { env, settings } = from;
  if (!isRegionName(region))
    throw new JpawsError('CONFIG_VALUE_REFUSED', {
      what: 'the region',
      reason: 'has characters that no AWS region has',
    });
  const endpoint = configuredEndpoint(service, from);
  const caBundle = envValue(env, 'AWS_CA_BUNDLE') ?? settings.value('ca_bundle');
  return {
    region,
    useDualstack: isTrue(envValue(env, 'AWS_USE_DUALSTACK_ENDPOINT') ?? settings.value('use_dualstack_endpoint')),
    useFips: isTrue(envValue(env, 'AWS_USE_FIPS_ENDPOINT') ?? settings.value('use_fips_endpoint')),
    ...(endpoint === undefined ? {} : { endpoint: checkedEndpoint(endpoint) }),
    ...(caBundle === undefined ? {} : { caBundle }),
  };
}

function configuredEndpoint(
  service: ServiceId,
  { env, settings }: { env: Env; settings: EndpointSettings },
): string | undefined {
  const ignored =
    envValue(env, 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS') ?? settings.value('ignore_configured_endpoint_urls');
  if (isTrue(ignored)) return undefined;
  return (
    envValue(env, `AWS_ENDPOINT_URL_${service.toUpperCase()}`, 'AWS_ENDPOINT_URL') ??
    settings.serviceEndpoint(service) ??
    settings.value('endpoint_url')
  );
}

function checkedEndpoint(endpoint: string): string {
  const isUsable =
    URL.canParse(endpoint) && /^https?:$/.test(new URL(endpoint).protocol) && new URL(endpoint).host !== '';
  if (isUsable) return endpoint;
  throw new JpawsError('CONFIG_VALUE_REFUSED', { what: 'the endpoint address', reason: 'is no http or https address' });
}
