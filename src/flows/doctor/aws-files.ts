import { awsPlaces } from '../aws-places.ts';
import { loadProfiles } from '../load-profiles.ts';
import { type Check, ok, warning } from './finding.ts';

const ID = 'aws-files';
const MOST_WARNINGS = 5;

/** Can the AWS files be read, and is every profile of IAM Identity Center in them usable? */
export const awsFiles: Check = async ({ world }) => {
  const { config } = awsPlaces(world.machine);
  const profiles = loadProfiles(world);
  const broken = profiles.broken().map((error) => warning(ID, error.message, error.hint));
  if (broken.length > MOST_WARNINGS) {
    const rest = broken.length - MOST_WARNINGS;
    return [
      ...broken.slice(0, MOST_WARNINGS),
      warning(ID, `${rest} more profiles cannot be used`, 'correct the first'),
    ];
  }
  if (broken.length > 0) return broken;
  const count = profiles.all().length;
  if (count > 0)
    return [ok(ID, `${count} ${count === 1 ? 'profile' : 'profiles'} with IAM Identity Center in ${config}`)];
  return [warning(ID, `no profile with IAM Identity Center is in ${config}`, 'set one up with: jpaws configure NAME')];
};
