import { isRegionName } from './endpoint.ts';
import { JpawsError } from './errors.ts';
import { isStartUrl, scopesFromText } from './sso-values.ts';

/** What jpaws knows of one organisation: the answers of a set-up that are the same for everybody in it. */
export interface Preset {
  readonly startUrl: string;
  readonly ssoRegion: string;
  readonly region: string;
  readonly roleName: string;
  readonly scopes: readonly string[];
  readonly output: string;
  /** A profile's name with `{account}` where the account's name stands. */
  readonly profileTemplate: string;
  /** Start URLs that people type → what they mean. */
  readonly misspelledStartUrls: ReadonlyMap<string, string>;
}

/**
 * Reads a preset from the data of an ini file.
 * @param file its name, for the error
 * @throws PRESET_BROKEN when a value is missing or has the wrong form
 */
export function presetFromData(data: Readonly<Record<string, unknown>>, file: string): Preset {
  const value = (key: string, isRight: (text: string) => boolean = () => true): string => {
    const found = data[key];
    if (typeof found === 'string' && found !== '' && isRight(found)) return found;
    throw new JpawsError('PRESET_BROKEN', { file, key });
  };
  const misspelled = data['misspelled_start_urls'];
  return {
    startUrl: value('start_url', isStartUrl),
    ssoRegion: value('sso_region', isRegionName),
    region: value('region', isRegionName),
    roleName: value('role'),
    scopes: scopesFromText(value('scopes')),
    output: value('output'),
    profileTemplate: value('profile_template', (template) => template.split('{account}').length === 2),
    misspelledStartUrls: new Map(
      Object.entries(misspelled !== null && typeof misspelled === 'object' ? misspelled : {}).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string' && isStartUrl(entry[1]),
      ),
    ),
  };
}

/** The start URL that is meant, when the typed one is a known misspelling. */
export const meantStartUrl = (typed: string, preset: Preset): string | undefined =>
  preset.misspelledStartUrls.get(
    typed
      .trim()
      .replace(/[/#]+$/, '')
      .toLowerCase(),
  );

/** The account's name in a profile name that fits the template: `koa-dev-customer` → `koa-dev`. */
export function accountFromProfileName(profile: string, template: string): string | undefined {
  const [before = '', after = ''] = template.split('{account}');
  const isFitting =
    profile.startsWith(before) && profile.endsWith(after) && profile.length > before.length + after.length;
  return isFitting ? profile.slice(before.length, profile.length - after.length) : undefined;
}

/** The profile's name for an account by the template, in small letters with hyphens for blanks. */
export const profileNameFromAccount = (accountName: string, template: string): string =>
  template.replace('{account}', () => accountName.trim().toLowerCase().replace(/\s+/g, '-'));
