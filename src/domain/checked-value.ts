import { isRegionName } from './endpoint.ts';
import { JpawsError } from './errors.ts';
import { isStartUrl } from './sso-values.ts';

const OUTPUTS = /^[a-z-]{1,32}$/;

// What AWS allows in these names; see the API references of IAM (role names) and IAM Identity Center (permission sets).
export const isAccountId = (text: string): boolean => /^[0-9]{12}$/.test(text);
const isRoleName = (text: string): boolean => /^[\w+=,.@-]{1,64}$/.test(text);
// A name with a line break of any kind could inject a line.
export const isProfileName = (text: string): boolean =>
  text.trim() === text && text !== '' && !/[\p{Cc}\p{Zl}\p{Zp}[\]]/u.test(text);

/** Why a value of that kind cannot be used; undefined when it can. For questions and for flags alike. */
export const problemOf = {
  profile: (text: string) =>
    isProfileName(text)
      ? undefined
      : 'a profile name has no control characters, no square brackets and no blanks around it',
  account: (text: string) => (isAccountId(text) ? undefined : 'an account id has 12 digits'),
  role: (text: string) => (isRoleName(text) ? undefined : 'a role name has letters, digits and _+=,.@- only'),
  region: (text: string) => (isRegionName(text) ? undefined : 'a region has small letters, digits and hyphens only'),
  startUrl: (text: string) => (isStartUrl(text) ? undefined : 'a start URL begins with https:// and a host'),
  output: (text: string) => (OUTPUTS.test(text) ? undefined : 'an output format is one word, such as json'),
  scopes: (text: string) =>
    /^[\w:./-]+(,\s*[\w:./-]+)*$/.test(text) ? undefined : 'scopes are words with commas between',
} satisfies Record<string, (text: string) => string | undefined>;

export type Checked = keyof typeof problemOf;

/** The value itself when it is usable. @throws CONFIG_VALUE_REFUSED */
export function checked(kind: Checked, text: string): string {
  const problem = problemOf[kind](text);
  if (problem !== undefined)
    throw new JpawsError('CONFIG_VALUE_REFUSED', { what: 'a value cannot be used:', reason: problem });
  return text;
}
