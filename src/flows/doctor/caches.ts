import { EXIT } from '../../domain/errors.ts';
import { awsPlaces } from '../aws-places.ts';
import { type Check, ok, trouble } from './finding.ts';

const ID = 'caches';

/** Can sign-ins and credentials be kept? Else each use would sign in again. */
export const caches: Check = async ({ world: { files, machine } }) => {
  const { tokenCache, roleCache } = awsPlaces(machine);
  const found = [
    ['sign-ins', tokenCache],
    ['credentials', roleCache],
  ].flatMap(([what, folder = '']) => {
    const reason = files.folderProblem(folder);
    if (reason === undefined) return [];
    const fix = `make ${folder} a folder of your own, or take it away: it is made when it is needed`;
    return [trouble(ID, { says: `${what} cannot be kept in ${folder}: ${reason}`, fix, exitCode: EXIT.configuration })];
  });
  return found.length > 0 ? found : [ok(ID, 'sign-ins and credentials can be kept')];
};
