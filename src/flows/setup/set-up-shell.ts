import { isError, JpawsError } from '../../domain/errors.ts';
import type { StartUpShell } from '../../domain/start-up/start-up-place.ts';
import type { World } from '../../ports.ts';
import { missingProgram } from './missing.ts';
import { withModule } from './module-place.ts';
import { obstaclesIn } from './obstacles.ts';
import { applySetUp, planSetUp, type StartUpPlan } from './plan-set-up.ts';
import { filesInUse, type StartUpFile, startUpFiles } from './start-up-files.ts';

export interface SetUpRequest {
  readonly shell: StartUpShell;
  readonly uninstall: boolean;
  readonly dryRun: boolean;
  /** Write without a question. */
  readonly yes: boolean;
}

/**
 * Puts the lines that load jpaws into the shell's start-up file, or takes them out: shows them first, then asks.
 * Every file is looked at before the first is written.
 * @returns what was done, as one line
 * @throws INPUT_NEEDED where nobody can be asked, START_UP_FILE_UNKNOWN, START_UP_BLOCK_BROKEN, HOME_MISSING,
 *   FILE_UNREADABLE, FILE_UNWRITABLE, FILE_CHANGED
 */
export async function setUpShell(world: World, request: SetUpRequest): Promise<string> {
  const { uninstall } = request;
  const shell = await withModule(world, request.shell);
  const all = await startUpFiles(world, shell);
  const found = uninstall ? all : filesInUse(all);
  const plans = found.map(({ path }) => planSetUp(world, shell, { file: path, isRemoval: uninstall }));
  const todo = plans.filter(({ edit }) => edit.kind !== 'nothing');
  for (const plan of todo) show(world, plan);
  if (todo.length > 0 && request.dryRun) return 'Nothing was written, since --dry-run was given.';
  if (todo.length > 0 && !(await isWanted(world, request))) return 'Nothing was changed.';
  // Ctrl-C may have ended the shell that was asked for its file, and not yet this process.
  if (world.interrupted.aborted) throw new JpawsError('INTERRUPTED', {});
  const done = plans.map((plan) => (plan.edit.kind === 'nothing' ? whyNothing(plan) : apply(world, plan)));
  if (uninstall) return done.join(' ');
  for (const line of all.filter((file) => !found.includes(file)).flatMap(advice)) world.terminal.warn(line);
  const hindrances = await hindrancesOf(world, shell, found);
  for (const line of hindrances) world.terminal.warn(line);
  if (todo.length === 0) return done.join(' ');
  const condition = hindrances.length === 0 ? '' : 'When that is put right, ';
  return [...done, `${condition}${shell.title} has the word jpaws from its next session on.`].join(' ');
}

const advice = ({ path, advice: lines }: StartUpFile): readonly string[] => lines.map((line) => `${path}: ${line}`);

/** What may keep the next session from loading jpaws by these files, one line each. */
async function hindrancesOf(
  world: World,
  shell: StartUpShell,
  files: readonly StartUpFile[],
): Promise<readonly string[]> {
  const obstacles = [];
  for (const { path } of files) obstacles.push(...(await obstaclesIn(world, shell, path)));
  obstacles.push(...(await missingProgram(world, shell)));
  return [...files.flatMap(advice), ...obstacles.map(({ says, fix }) => `${says}; ${fix}`)];
}

function show({ terminal }: World, { file, before, edit, isRemoval }: StartUpPlan): void {
  if (edit.kind === 'nothing') return;
  const added = before === undefined ? `A new file ${file}:` : `At the end of ${file}:`;
  const heading =
    edit.kind === 'remove'
      ? `Away with ${file}, which holds these lines only:`
      : isRemoval
        ? `Out of ${file}:`
        : edit.isOurs
          ? added
          : `Anew in ${file}:`;
  for (const line of [heading, ...edit.lines.map((text) => `  ${text}`)]) terminal.say(line);
  if (edit.kind !== 'write' || edit.replaced.length === 0) return;
  for (const line of ['In place of:', ...edit.replaced.map((text) => `  ${text}`)]) terminal.say(line);
}

async function isWanted({ terminal }: World, { yes, uninstall }: SetUpRequest): Promise<boolean> {
  if (yes) return true;
  if (!terminal.interactive) throw new JpawsError('INPUT_NEEDED', { what: 'your yes', flag: '--yes' });
  return terminal.confirm(uninstall ? 'Take this out?' : 'Write this?', true);
}

function whyNothing({ file, edit, shell, isRemoval }: StartUpPlan): string {
  const own = edit.kind === 'nothing' ? edit.ownLine : undefined;
  const yours = `line ${own} of ${file}, which is your own`;
  if (isRemoval) {
    return own === undefined
      ? `There are no lines of jpaws setup in ${file}.`
      : `Nothing was changed: ${shell.title} loads jpaws by ${yours}; take it out by hand.`;
  }
  return own === undefined
    ? `${shell.title} is set up already, in ${file}.`
    : `${shell.title} is set up already: it loads jpaws by ${yours}.`;
}

function apply(world: World, plan: StartUpPlan): string {
  try {
    const backup = applySetUp(world, plan);
    const kept = backup === undefined ? '' : ` (what it held before is in ${backup})`;
    if (plan.edit.kind === 'remove') return `Removed ${plan.file}.`;
    return plan.isRemoval ? `Took jpaws out of ${plan.file}${kept}.` : `Wrote ${plan.file}${kept}.`;
  } catch (error) {
    // Dotfiles that another tool makes are read-only: the line then belongs into that tool's source.
    if (isError(error, 'FILE_UNWRITABLE') && !plan.isRemoval) {
      world.terminal.warn(
        `where ${plan.file} is made by another tool, give that tool the line: ${plan.shell.loadLine}`,
      );
    }
    throw error;
  }
}
