import { quoteName } from './quote-name.ts';
import { shellWords } from './shell-words.ts';

/** The two files have one grammar, but in `~/.aws/credentials` every section is a profile: `[NAME]`. */
export type Flavour = 'config' | 'credentials';

/** The sections that mean something to the AWS CLI. */
export interface SectionName {
  readonly kind: 'profile' | 'sso-session' | 'services';
  /** Without quotes: `two words` for `[profile 'two words']`. */
  readonly name: string;
}

const kinds = ['profile', 'sso-session', 'services'] as const;

// Nearly every header of a large file is `profile NAME` without any of these, and the general way takes thrice as long.
const SPECIAL = /[\s"'\\]/;

/**
 * What a header means: two words, the first of which begins with a kind (`[profiles x]` is the profile x), or
 * just `default`; `other` for what the AWS CLI ignores (botocore/configloader.py, build_profile_map).
 */
export function sectionName(header: string, flavour: Flavour): SectionName | { kind: 'other'; name: string } {
  if (flavour === 'credentials' || header === 'default') return { kind: 'profile', name: header };
  const plainName = header.startsWith('profile ') ? header.slice('profile '.length) : '';
  if (plainName !== '' && !SPECIAL.test(plainName)) return { kind: 'profile', name: plainName };
  const kind = kinds.find((prefix) => header.startsWith(prefix));
  const [, name, more] = (kind && shellWords(header)) ?? [];
  return kind === undefined || name === undefined || more !== undefined
    ? { kind: 'other', name: header }
    : { kind, name };
}

/** The header that the AWS CLI would write for a section; `sectionName` gives the section back. */
export function sectionHeader({ kind, name }: SectionName, flavour: Flavour): string {
  const isBare = flavour === 'credentials' || (kind === 'profile' && name === 'default');
  return isBare ? name : `${kind} ${quoteName(name)}`;
}
