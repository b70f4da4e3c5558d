import { EXIT, isError } from '../../domain/errors.ts';
import type { StartUpPlan } from '../setup/plan-set-up.ts';
import { type Check, type Examined, type Finding, ok, trouble, warning } from './finding.ts';
import type { StartUpLook } from './start-up-look.ts';

const ID = 'start-up-file';

/** Does the shell's start-up file load jpaws? */
export const startUpFile: Check = async (examined) => {
  const { shell } = examined;
  if (shell === undefined) return [warning(ID, 'which shell this is cannot be told', 'name it: jpaws setup SHELL')];
  const looks = await examined.startUp().catch((error: unknown) => noneKnown(error, examined));
  if (looks.length === 0)
    return [ok(ID, `${shell.title} names no start-up file; this session loads jpaws from elsewhere`)];
  return looks.flatMap(({ file: { path, advice }, plan, obstacles }) => {
    const advised = advice.map((fix) => warning(ID, `${path} may not load jpaws`, fix));
    const hindrances = obstacles.map(({ says, fix }) => warning(ID, says, fix));
    const all = [findingOf(plan, examined), ...advised, ...hindrances];
    const wrong = all.filter(({ state }) => state !== 'ok');
    return wrong.length > 0 ? wrong : all;
  });
};

/** A shell without a fixed start-up file is no trouble while it has loaded jpaws. */
function noneKnown(error: unknown, { integration }: Examined): readonly StartUpLook[] {
  if (isError(error, 'START_UP_FILE_UNKNOWN') && integration !== undefined) return [];
  throw error;
}

function findingOf({ file, shell, edit }: StartUpPlan, { integration }: Examined): Finding {
  if (edit.kind === 'nothing') {
    const where = edit.ownLine === undefined ? '' : ` in line ${edit.ownLine}`;
    return ok(ID, `${file} loads jpaws${where}`);
  }
  const fix = `run: jpaws setup ${shell.id}`;
  const isThere = edit.kind === 'write' && !edit.isOurs;
  if (isThere) return warning(ID, `${file} loads jpaws with lines of another version`, fix);
  if (integration !== undefined) return ok(ID, `${file} does not load jpaws; this session loads it from elsewhere`);
  return trouble(ID, { says: `${file} does not load jpaws`, fix, exitCode: EXIT.integration });
}
