import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SSOClient } from '@aws-sdk/client-sso';
import { SSOOIDCClient } from '@aws-sdk/client-sso-oidc';
import { STSClient } from '@aws-sdk/client-sts';
import type { ServiceAddress, ServiceId } from '../../src/domain/endpoint.ts';
import { serviceEndpoint } from '../../src/domain/service-endpoint.ts';

const regions = [
  'eu-west-1',
  'us-east-1',
  'ap-southeast-7',
  'il-central-1',
  'mx-central-1',
  'us-gov-west-1',
  'us-gov-east-1',
  'cn-north-1',
  'cn-northwest-1',
  'eusc-de-east-1',
  'us-iso-east-1',
  'us-isob-east-1',
  'eu-isoe-west-1',
  'us-isof-south-1',
];

// What the SDK's own endpoint rules say: an answer that this project did not write.
const rules = {
  sso: new SSOClient({ region: 'eu-west-1' }).config.endpointProvider,
  sso_oidc: new SSOOIDCClient({ region: 'eu-west-1' }).config.endpointProvider,
  sts: new STSClient({ region: 'eu-west-1' }).config.endpointProvider,
};

for (const service of Object.keys(rules) as ServiceId[]) {
  test(`the address of ${service} is the one of the SDK's endpoint rules, in every partition`, () => {
    for (const region of regions) {
      for (const [useDualstack, useFips] of [
        [false, false],
        [true, false],
        [false, true],
        [true, true],
      ] as const) {
        const byRule = rules[service]({ Region: region, UseDualStack: useDualstack, UseFIPS: useFips });
        const ours = serviceEndpoint(service, { region, useDualstack, useFips });
        assert.equal(ours, byRule.url.origin, `${region} dual-stack ${useDualstack} FIPS ${useFips}`);
      }
    }
  });
}

test('an endpoint that was configured wins, without the slash at its end', () => {
  const at: ServiceAddress = {
    region: 'eu-west-1',
    endpoint: 'http://127.0.0.1:4566/',
    useDualstack: true,
    useFips: true,
  };
  assert.equal(serviceEndpoint('sso', at), 'http://127.0.0.1:4566');
});
