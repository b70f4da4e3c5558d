import type { ServiceAddress, ServiceId } from './endpoint.ts';

interface Partition {
  readonly regions: string;
  readonly suffix: string;
  readonly dualstackSuffix: string;
}

const commercial: Partition = { regions: '', suffix: 'amazonaws.com', dualstackSuffix: 'api.aws' };

// By the start of the region's name, as in the endpoint rules of the AWS SDKs (partitions.json).
const partitions: readonly Partition[] = [
  { regions: 'cn-', suffix: 'amazonaws.com.cn', dualstackSuffix: 'api.amazonwebservices.com.cn' },
  { regions: 'eusc-', suffix: 'amazonaws.eu', dualstackSuffix: 'api.amazonwebservices.eu' },
  { regions: 'us-iso-', suffix: 'c2s.ic.gov', dualstackSuffix: 'api.aws.ic.gov' },
  { regions: 'us-isob-', suffix: 'sc2s.sgov.gov', dualstackSuffix: 'api.aws.scloud' },
  { regions: 'eu-isoe-', suffix: 'cloud.adc-e.uk', dualstackSuffix: 'api.cloud-aws.adc-e.uk' },
  { regions: 'us-isof-', suffix: 'csp.hci.ic.gov', dualstackSuffix: 'api.aws.hci.ic.gov' },
];

const prefixes = { sso: 'portal.sso', sso_oidc: 'oidc', sts: 'sts' } satisfies Record<ServiceId, string>;

/**
 * The base address of a service, without a slash at its end: the endpoint that overrides it, or the one of
 * AWS's endpoint rules for the region, dual-stack and FIPS. The region is taken as checked (`[a-z0-9-]+`).
 */
export function serviceEndpoint(service: ServiceId, at: ServiceAddress): string {
  if (at.endpoint !== undefined) return at.endpoint.replace(/\/+$/, '');
  const partition = partitions.find(({ regions }) => at.region.startsWith(regions)) ?? commercial;
  // GovCloud's plain addresses are FIPS ones; there are no others without dual-stack.
  const alwaysFips = at.region.startsWith('us-gov-') && !at.useDualstack;
  const fips = at.useFips && !alwaysFips ? '-fips' : '';
  return `https://${prefixes[service]}${fips}.${at.region}.${at.useDualstack ? partition.dualstackSuffix : partition.suffix}`;
}
