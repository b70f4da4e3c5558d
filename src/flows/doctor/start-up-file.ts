import { EXIT, isError, JpawsError } from '../../domain/errors.ts';
import { planSetUp, type StartUpPlan } from '../setup/plan-set-up.ts';
import { filesInUse, type StartUpFile, startUpFiles } from '../setup/start-up-files.ts';
import { type Check, type Examined, type Finding, ok, trouble, warning } from './finding.ts';

const ID = 'start-up-file';

/** Does the shell's start-up file load jpaws? */
export const startUpFile: Check = async (examined) => {
  const { world, shell } = examined;
  if (shell === undefined) return [warning(ID, 'which shell this is cannot be told', 'name it: jpaws setup SHELL')];
  const found = filesInUse(await startUpFiles(world, shell).catch((error: unknown) => noneKnown(error, examined)));
  if (found.length === 0)
    return [ok(ID, `${shell.title} names no start-up file; this session loads jpaws from elsewhere`)];
  return found.flatMap(({ path, advice }) => {
    const plan = planSetUp(world, shell, { file: path, isRemoval: false });
    const state = findingOf(plan, examined);
    return [state, ...advice.map((fix) => warning(ID, `${path} may not load jpaws`, fix))];
  });
};

/** Has the start-up file what loads jpaws, of this version or another? False where there is none, or it cannot be read. */
export async function loadsJpaws({ world, shell }: Examined): Promise<boolean> {
  if (shell === undefined) return false;
  try {
    const plans = filesInUse(await startUpFiles(world, shell)).map(({ path }) =>
      planSetUp(world, shell, { file: path, isRemoval: false }),
    );
    return plans.every(({ edit }) => edit.kind === 'nothing' || (edit.kind === 'write' && !edit.isOurs));
  } catch (error) {
    if (!(error instanceof JpawsError) || error.exitCode === EXIT.interrupted) throw error;
    return false;
  }
}

/** A shell without a fixed start-up file is no trouble while it has loaded jpaws. */
function noneKnown(error: unknown, { integration }: Examined): readonly StartUpFile[] {
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
