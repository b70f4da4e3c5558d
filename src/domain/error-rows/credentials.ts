import { typedWord } from '../typed-word.ts';
import { EXIT, row } from './row.ts';

/** Credentials on their way out. */
export const credentialsRows = {
  KEYS_EXPIRED: row<{ since: string }>(
    EXIT.signIn,
    ({ since }) => `the keys in the environment have expired (${since})`,
    () => 'get new ones with: jpaws use',
  ),
  CREDENTIALS_ENDED: row<{ since: string }>(
    EXIT.other,
    ({ since }) => `by this machine's clock the new credentials have ended already (${since})`,
    () => 'set the clock right: it is ahead of that of AWS',
  ),
  KEYS_INCOMPLETE: row<Record<never, never>>(
    EXIT.configuration,
    () => 'the environment has AWS_ACCESS_KEY_ID without AWS_SECRET_ACCESS_KEY',
    () => 'set both or none; jpaws use sets them for a profile',
  ),
  NO_CREDENTIALS: row<{ profile: string }>(
    EXIT.configuration,
    ({ profile }) => `the profile "${profile}" has no credentials that jpaws can export`,
    () => 'name a profile with IAM Identity Center, or one with keys in the credentials file',
  ),
  PROFILE_CHAIN: row<{ chain: readonly string[] }>(
    EXIT.configuration,
    ({ chain }) => `credential_process goes in a circle or too deep: ${chain.join(' > ')}`,
    () => 'let the profile call another one that does not lead back to it',
  ),
  /** `status`: how the attempt ended; undefined when it goes on. */
  RENEWAL_UNFINISHED: row<{ profile: string; status: number | undefined }>(
    EXIT.network,
    ({ status }) =>
      status === undefined ? 'no answer came within 3 seconds' : `the attempt ended with status ${status}`,
    ({ profile }) => `it is tried again later, or now with: jpaws use ${typedWord(profile)}`,
  ),
  EXPORT_VALUE_UNSAFE: row<{ variable: string; format: string }>(
    EXIT.configuration,
    ({ variable, format }) =>
      `the value of ${variable} cannot stand in the format ${format}: it would be read as something else`,
    () => 'use --format process or json, which can hold every value',
  ),
};
