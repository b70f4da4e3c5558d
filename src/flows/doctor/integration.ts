import { EXIT } from '../../domain/errors.ts';
import { compareVersions } from '../../domain/version.ts';
import { type Check, type Examined, ok, trouble, warning } from './finding.ts';
import { obstaclesToLoading } from './start-up-file.ts';

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
        fix: await fixOf(examined),
        exitCode: EXIT.integration,
      }),
    ];
  }
  const order = compareVersions(loaded, version);
  if (order === 0) return [ok(ID, `${name} has loaded jpaws ${loaded}`)];
  const fix = order < 0 ? 'open a new session' : 'update the program, or take the older one off PATH';
  return [warning(ID, `${name} has loaded jpaws ${loaded}, the program is ${version}`, fix)];
};

async function fixOf(examined: Examined): Promise<string> {
  const { shell } = examined;
  const obstacles = await obstaclesToLoading(examined);
  if (obstacles === undefined)
    return `run: jpaws setup${shell === undefined ? '' : ` ${shell.id}`}, then open a new session`;
  const [first] = obstacles;
  if (first !== undefined) return `${first.says}; ${first.fix}`;
  return 'open a new session; if that does not help, its start-up file ends before the line that loads jpaws';
}
