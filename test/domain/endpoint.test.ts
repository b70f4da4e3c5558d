import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_ENDPOINT_SETTINGS, serviceAddress, type EndpointSettings } from '../../src/domain/endpoint.ts';
import { isError } from '../../src/domain/errors.ts';

const settings = (values: Readonly<Record<string, string>>, service?: string): EndpointSettings => ({
  value: (key) => values[key],
  serviceEndpoint: (id) => (id === 'sso_oidc' ? service : undefined),
});

const endpointOf = (env: Readonly<Record<string, string>>, from: EndpointSettings = NO_ENDPOINT_SETTINGS) =>
  serviceAddress('sso_oidc', 'eu-west-1', { env, settings: from }).endpoint;

const all = settings({ endpoint_url: 'https://profile.example' }, 'https://services.example');

// From what wins to what loses: each line lacks what the line before it had.
const order: readonly (readonly [wins: string, env: Readonly<Record<string, string>>, from: EndpointSettings])[] = [
  [
    'https://of-service.example',
    { AWS_ENDPOINT_URL_SSO_OIDC: 'https://of-service.example', AWS_ENDPOINT_URL: 'https://of-all.example' },
    all,
  ],
  [
    'https://of-all.example',
    { AWS_ENDPOINT_URL: 'https://of-all.example', AWS_ENDPOINT_URL_SSO: 'https://other.example' },
    all,
  ],
  ['https://services.example', { AWS_ENDPOINT_URL: '' }, all],
  ['https://profile.example', {}, settings({ endpoint_url: 'https://profile.example' })],
];

for (const [wins, env, from] of order) {
  test(`${wins} wins over what comes after it`, () => {
    assert.equal(endpointOf(env, from), wins);
  });
}

test('without any, the service has its own address', () => {
  const at = serviceAddress('sso', 'eu-west-1', { env: {}, settings: NO_ENDPOINT_SETTINGS });
  assert.deepEqual(at, { region: 'eu-west-1', useDualstack: false, useFips: false });
});

test('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS takes all of them away', () => {
  const env = { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true', AWS_ENDPOINT_URL: 'https://of-all.example' };
  assert.equal(endpointOf(env, all), undefined);
});

test('dual-stack, FIPS and CAs come from the environment, else from the profile', () => {
  const from = settings({ use_dualstack_endpoint: 'true', use_fips_endpoint: 'true', ca_bundle: '/profile.pem' });
  const ofProfile = serviceAddress('sso', 'eu-west-1', { env: {}, settings: from });
  assert.deepEqual([ofProfile.useDualstack, ofProfile.useFips, ofProfile.caBundle], [true, true, '/profile.pem']);
  const env = { AWS_USE_DUALSTACK_ENDPOINT: 'false', AWS_USE_FIPS_ENDPOINT: 'false', AWS_CA_BUNDLE: '/env.pem' };
  const ofEnv = serviceAddress('sso', 'eu-west-1', { env, settings: from });
  assert.deepEqual([ofEnv.useDualstack, ofEnv.useFips, ofEnv.caBundle], [false, false, '/env.pem']);
});

test('a region that is none is refused', () => {
  for (const region of ['', 'EU-WEST-1', 'eu west', 'eu-west-1.evil.example/', 'eu-west-1\n', 'a'.repeat(65), '../x']) {
    assert.throws(
      () => serviceAddress('sso', region, { env: {}, settings: NO_ENDPOINT_SETTINGS }),
      (error) => isError(error, 'CONFIG_VALUE_REFUSED'),
      region,
    );
  }
});

test('an endpoint that is no http address, or carries a password, is refused', () => {
  for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'x', 'ftp://example', '//example']) {
    assert.throws(
      () => endpointOf({ AWS_ENDPOINT_URL: url }),
      (error) => isError(error, 'CONFIG_VALUE_REFUSED'),
      url,
    );
  }
});
