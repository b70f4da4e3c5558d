import type { StartUpShell } from '../../domain/start-up/start-up-place.ts';
import type { World } from '../../ports.ts';
import type { Obstacle } from '../setup/obstacle.ts';
import { obstaclesIn } from '../setup/obstacles.ts';
import { planSetUp, type StartUpPlan } from '../setup/plan-set-up.ts';
import { filesInUse, type StartUpFile, startUpFiles } from '../setup/start-up-files.ts';

/** The session that is examined. */
export interface Session {
  readonly world: World;
  /** The person's shell, when it can be told. */
  readonly shell: StartUpShell | undefined;
  /** Version of the integration through which this call came; undefined when it came through none. */
  readonly integration: string | undefined;
}

/** A start-up file of the person's shell. */
export interface StartUpLook {
  readonly file: StartUpFile;
  /** What set-up would do with it. */
  readonly plan: StartUpPlan;
  /** It has lines that load jpaws, of this version or another. */
  readonly isLoading: boolean;
  /** What keeps a new session from these lines; none where this session has come through them. */
  readonly obstacles: readonly Obstacle[];
}

/**
 * The start-up files in use; none where the shell cannot be told.
 * @throws HOME_MISSING, START_UP_FILE_UNKNOWN, START_UP_BLOCK_BROKEN, FILE_UNREADABLE
 */
export async function lookAtStartUp({ world, shell, integration }: Session): Promise<readonly StartUpLook[]> {
  if (shell === undefined) return [];
  const looks: StartUpLook[] = [];
  for (const file of filesInUse(await startUpFiles(world, shell))) {
    const plan = planSetUp(world, shell, { file: file.path, isRemoval: false });
    const isLoading = plan.edit.kind === 'nothing' || (plan.edit.kind === 'write' && !plan.edit.isOurs);
    const obstacles = isLoading && integration === undefined ? await obstaclesIn(world, shell, file.path) : [];
    looks.push({ file, plan, isLoading, obstacles });
  }
  return looks;
}
