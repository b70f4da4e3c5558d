import { EXIT } from '../../domain/errors.ts';
import { compareVersions } from '../../domain/version.ts';
import { type Check, ok, trouble, warning } from './finding.ts';
import { loadsJpaws } from './start-up-file.ts';

const ID = 'integration';

/** Has this shell loaded jpaws, and of the same version as the program? */
export const integration: Check = async (examined) => {
  const { world, shell, integration: loaded } = examined;
  const { version } = world.machine;
  const name = shell?.title ?? 'this shell';
  if (loaded === undefined) {
    return [
      trouble(ID, {
        says: `this call did not come through the integration of ${name}: here, use and clear cannot change the session`,
        fix: (await loadsJpaws(examined))
          ? 'open a new session; if that does not help, its start-up file ends before the line that loads jpaws'
          : `run: jpaws setup${shell === undefined ? '' : ` ${shell.id}`}, then open a new session`,
        exitCode: EXIT.integration,
      }),
    ];
  }
  const order = compareVersions(loaded, version);
  if (order === 0) return [ok(ID, `${name} has loaded jpaws ${loaded}`)];
  const fix = order < 0 ? 'open a new session' : 'update the program, or take the older one off PATH';
  return [warning(ID, `${name} has loaded jpaws ${loaded}, the program is ${version}`, fix)];
};
