/**
 * Asks the AWS SDK for credentials, as any program of a person would: `node test/support/read-with-sdk.ts PROFILE
 * [process]`, by `fromSSO` or by `fromProcess` (the profile's `credential_process`). Home folder, config and endpoints come from the environment. Prints the credentials as one line of JSON;
 * a failure is one line on stderr and status 1.
 */
import { fromProcess, fromSSO } from '@aws-sdk/credential-providers';

try {
  const [, , profile = 'default', way] = process.argv;
  const read = way === 'process' ? fromProcess({ profile }) : fromSSO({ profile, clientConfig: { maxAttempts: 1 } });
  const credentials = await read();
  process.stdout.write(`${JSON.stringify(credentials)}\n`);
} catch (error) {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
}
