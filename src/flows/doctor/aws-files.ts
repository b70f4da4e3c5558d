import { meantStartUrl, type Preset } from '../../domain/preset.ts';
import { awsPlaces } from '../aws-places.ts';
import { loadPreset } from '../load-preset.ts';
import { loadProfiles } from '../load-profiles.ts';
import { type Check, type Finding, ok, warning } from './finding.ts';

const ID = 'aws-files';
const MOST_WARNINGS = 5;

/** Can the AWS files be read, and is every profile of IAM Identity Center in them usable? */
export const awsFiles: Check = async ({ world }) => {
  const { config } = awsPlaces(world.machine);
  const profiles = loadProfiles(world);
  const broken = profiles.broken().map((error) => warning(ID, error.message, error.hint));
  const shown = broken.slice(0, MOST_WARNINGS);
  const rest = broken.length - shown.length;
  const found = [
    ...shown,
    ...(rest > 0 ? [warning(ID, `${rest} more profiles cannot be used`, 'correct the first')] : []),
    ...misspelled(profiles.startUrls(), await loadPreset(world)),
  ];
  if (found.length > 0) return found;
  const count = profiles.all().length;
  if (count > 0)
    return [ok(ID, `${count} ${count === 1 ? 'profile' : 'profiles'} with IAM Identity Center in ${config}`)];
  return [warning(ID, `no profile with IAM Identity Center is in ${config}`, 'set one up with: jpaws configure NAME')];
};

/** Start URLs that the AWS CLI's questions let pass, and that lead nowhere. */
const misspelled = (startUrls: readonly string[], preset: Preset): readonly Finding[] =>
  startUrls.flatMap((url) => {
    const meant = meantStartUrl(url, preset);
    if (meant === undefined || meant === url) return [];
    return [warning(ID, `the start URL ${url} is a misspelling`, `write ${meant} in its place in your AWS config`)];
  });
