import { didYouMean } from '../name-match.ts';
import { typedWord } from '../typed-word.ts';
import { EXIT, row } from './row.ts';

/** Profiles and sessions of the AWS files. */
export const profilesRows = {
  PROFILE_UNKNOWN: row<{ profile: string; near: readonly string[]; file: string }>(
    EXIT.configuration,
    ({ profile, near, file }) => `there is no profile "${profile}" in ${file}${didYouMean(near)}`,
    ({ profile }) => `see the profiles with: jpaws list, or set it up with: jpaws configure ${typedWord(profile)}`,
  ),
  PROFILE_NOT_SSO: row<{ profile: string; uses: string | undefined }>(
    EXIT.configuration,
    ({ profile, uses }) =>
      uses === undefined
        ? `the profile "${profile}" has no IAM Identity Center values`
        : `the profile "${profile}" takes its credentials from ${uses}, not from IAM Identity Center`,
    ({ profile }) =>
      `name another profile (jpaws list), or set this one up with: jpaws configure ${typedWord(profile)}`,
  ),
  PROFILE_INCOMPLETE: row<{ profile: string; missing: readonly string[] }>(
    EXIT.configuration,
    ({ profile, missing }) => `the profile "${profile}" has no ${missing.join(', no ')}`,
    ({ profile }) => `complete it with: jpaws configure ${typedWord(profile)}`,
  ),
  PROFILE_VALUE_REFUSED: row<{ where: string; key: string; reason: string }>(
    EXIT.configuration,
    ({ where, key, reason }) => `${key} of ${where} ${reason}`,
    ({ key }) => `correct ${key} in your AWS config`,
  ),
  PROFILE_TAKEN: row<{ profile: string; why: string }>(
    EXIT.configuration,
    ({ profile, why }) => `the profile "${profile}" is there already and ${why}`,
    ({ profile }) => `choose another name, or take it out first with: jpaws profile remove ${typedWord(profile)}`,
  ),
  SESSION_UNKNOWN: row<{ session: string; near: readonly string[] }>(
    EXIT.configuration,
    ({ session, near }) => `there is no session "${session}" in the AWS config${didYouMean(near)}`,
    () => 'see the sessions with: jpaws status',
  ),
  SESSION_MISSING: row<{ profile: string; session: string }>(
    EXIT.configuration,
    ({ profile, session }) =>
      `the profile "${profile}" names the sso-session "${session}", which is not in the AWS config`,
    ({ session }) => `add the section [sso-session ${session}], or name a session that is there`,
  ),
  SESSION_INCOMPLETE: row<{ session: string; missing: readonly string[] }>(
    EXIT.configuration,
    ({ session, missing }) => `the sso-session "${session}" has no ${missing.join(', no ')}`,
    ({ session }) => `add it to the section [sso-session ${session}] of your AWS config`,
  ),
  SESSION_CONTRADICTS: row<{ profile: string; session: string; key: string }>(
    EXIT.configuration,
    ({ profile, session, key }) =>
      `${key} of the profile "${profile}" differs from that of its sso-session "${session}"`,
    ({ profile, key }) => `take ${key} out of the profile "${profile}": the session's value is used`,
  ),
  SERVICES_UNKNOWN: row<{ profile: string; services: string }>(
    EXIT.configuration,
    ({ profile, services }) =>
      `the profile "${profile}" names the services section "${services}", which is not in the AWS config`,
    ({ services }) => `add the section [services ${services}], or take the name out of the profile`,
  ),
  KEY_UNKNOWN: row<{ profile: string; key: string }>(
    EXIT.other,
    ({ profile, key }) => `the profile "${profile}" has no value "${key}"`,
    ({ profile, key }) => `set it with: jpaws profile set ${typedWord(profile)} ${typedWord(key)} VALUE`,
  ),
};
