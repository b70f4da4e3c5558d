import { EXIT, isError, JpawsError } from '../../domain/errors.ts';
import type { Obstacle } from '../setup/obstacle.ts';
import { obstaclesIn } from '../setup/obstacles.ts';
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
  const findings = [];
  for (const { path, advice } of found) {
    const plan = planSetUp(world, shell, { file: path, isRemoval: false });
    const advised = advice.map((fix) => warning(ID, `${path} may not load jpaws`, fix));
    const all = [findingOf(plan, examined), ...advised, ...(await hindrancesOf(plan, examined))];
    const wrong = all.filter(({ state }) => state !== 'ok');
    findings.push(...(wrong.length > 0 ? wrong : all));
  }
  return findings;
};

/** A session that has loaded jpaws shows that nothing is in the way. */
async function hindrancesOf(plan: StartUpPlan, { world, integration }: Examined): Promise<readonly Finding[]> {
  if (integration !== undefined || !isLoading(plan)) return [];
  const obstacles = await obstaclesIn(world, plan.shell, plan.file);
  return obstacles.map(({ says, fix }) => warning(ID, says, fix));
}

/**
 * What keeps a new session from the lines of jpaws in its start-up files. Undefined where they have no such lines, of
 * this version or another, or cannot be read.
 */
export async function obstaclesToLoading({ world, shell }: Examined): Promise<readonly Obstacle[] | undefined> {
  if (shell === undefined) return undefined;
  try {
    const obstacles: Obstacle[] = [];
    for (const { path } of filesInUse(await startUpFiles(world, shell))) {
      if (!isLoading(planSetUp(world, shell, { file: path, isRemoval: false }))) return undefined;
      obstacles.push(...(await obstaclesIn(world, shell, path)));
    }
    return obstacles;
  } catch (error) {
    if (!(error instanceof JpawsError) || error.exitCode === EXIT.interrupted) throw error;
    return undefined;
  }
}

/** The file has lines that load jpaws, of this version or another. */
const isLoading = ({ edit }: StartUpPlan): boolean =>
  edit.kind === 'nothing' || (edit.kind === 'write' && !edit.isOurs);

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
