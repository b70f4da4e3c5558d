/**
 * Asks `fromSSO` of the AWS SDK for credentials, as any program of a person would: `node test/support/read-with-sdk.ts
 * PROFILE`. Home folder, config and endpoints come from the environment. Prints the credentials as one line of JSON;
 * a failure is one line on stderr and status 1.
 */
import { fromSSO } from '@aws-sdk/credential-providers';

try {
  const credentials = await fromSSO({ profile: process.argv[2] ?? 'default', clientConfig: { maxAttempts: 1 } })();
  process.stdout.write(`${JSON.stringify(credentials)}\n`);
} catch (error) {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
}
