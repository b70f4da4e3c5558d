import { EXIT, JpawsError } from '../../domain/errors.ts';
import { compareVersions } from '../../domain/version.ts';
import { type Check, type Examined, ok, trouble, warning } from './finding.ts';
import type { StartUpLook } from './start-up-look.ts';

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
  const looks = await looksOrNone(examined);
  if (looks.length === 0 || looks.some(({ isLoading }) => !isLoading))
    return `run: jpaws setup${shell === undefined ? '' : ` ${shell.id}`}, then open a new session`;
  const [first] = looks.flatMap(({ obstacles }) => obstacles);
  if (first !== undefined) return `${first.says}; ${first.fix}`;
  return 'open a new session; if that does not help, its start-up file ends before the line that loads jpaws';
}

/** None where the files cannot be read, which is the finding of another check. */
async function looksOrNone({ startUp }: Examined): Promise<readonly StartUpLook[]> {
  try {
    return await startUp();
  } catch (error) {
    if (!(error instanceof JpawsError) || error.exitCode === EXIT.interrupted) throw error;
    return [];
  }
}
