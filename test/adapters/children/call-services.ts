// Calls all three services at the address of the first argument, whatever files and variables surround it.
// Prints `done`, or the error's code. With `unguarded` as second argument: the bare SDK client, for the control.
import { SSOOIDCClient, RegisterClientCommand } from '@aws-sdk/client-sso-oidc';
import { AwsNetwork } from '../../../src/adapters/aws-client.ts';
import { createClock } from '../../../src/adapters/clock.ts';
import { createOidc } from '../../../src/adapters/oidc.ts';
import { createPortal } from '../../../src/adapters/portal.ts';
import { createSts } from '../../../src/adapters/sts.ts';
import { JpawsError } from '../../../src/domain/errors.ts';
import { Secret } from '../../../src/domain/secret.ts';

const [endpoint = '', mode = ''] = process.argv.slice(2);
const caBundle = process.env['AWS_CA_BUNDLE'];
const at = {
  region: 'eu-west-1',
  endpoint,
  useDualstack: false,
  useFips: false,
  ...(caBundle === undefined ? {} : { caBundle }),
};
const network = new AwsNetwork({ machine: { env: process.env, version: '0.0.0' }, clock: createClock() });
const secret = new Secret('secret');

async function callAll(): Promise<void> {
  await createOidc(network).registerClient(at, { clientName: 'test' });
  await createPortal(network).logout(at, secret);
  await createSts(network).getCallerIdentity(at, { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: secret });
}

async function callUnguarded(): Promise<void> {
  const request = new RegisterClientCommand({ clientName: 'test', clientType: 'public' });
  await new SSOOIDCClient({ endpoint }).send(request);
}

try {
  await (mode === 'unguarded' ? callUnguarded() : callAll());
  console.log('done');
} catch (error) {
  console.log(error instanceof JpawsError ? `${error.code}: ${error.message} | ${error.hint}` : String(error));
}
