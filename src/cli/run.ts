import { envValue } from '../domain/env.ts';
import { EXIT, JpawsError } from '../domain/errors.ts';
import { loadAdvice } from '../shells/load-advice.ts';
import { CONTRACT } from '../shells/reply.ts';
import type { World } from '../ports.ts';
import type { ArgumentValues, Command } from './command.ts';
import { readFast } from './fast-lane.ts';
import { findCommand, isGroup, type CommandIndex } from './find-command.ts';
import { present, presentError, type Presented } from './present.ts';
import { wantsHelp } from './wants-help.ts';

/**
 * Runs one command line. The only place that catches: a known failure becomes its lines and exit code,
 * anything else "this is a bug" (70).
 * @param words the command line after the program's name
 */
export async function run(words: readonly string[], world: World, index: CommandIndex): Promise<Presented> {
  try {
    if (words.length === 1 && words[0] === '--version') return text(`${world.machine.version}\n`);
    const found = await findCommand(words, index);
    if (found === undefined) return await showOverview(words, index);
    const reading = await read(found.rest, found.command);
    if (reading.kind === 'help') return text(reading.text);
    const isCaptured = await checkIntegration(found.command, world);
    const outcome = await found.command.run(reading.values, world);
    return present(outcome, {
      json: reading.values['json'] === true,
      hasColour: world.machine.hasColourfulStdout,
      isCaptured,
    });
  } catch (error) {
    const asRecord = envValue(world.machine.env, 'JPAWS_ERRORS') === 'record';
    return presentError(error, { json: words.includes('--json'), asRecord });
  }
}

const text = (stdout: string): Presented => ({ stdout, stderr: '', exitCode: EXIT.ok });

async function read(words: readonly string[], command: Command) {
  const values: ArgumentValues | undefined = readFast(words, command);
  if (values !== undefined) return { kind: 'arguments', values } as const;
  const { readWithYargs } = await import('./yargs.ts');
  return readWithYargs(words, command);
}

async function showOverview(words: readonly string[], index: CommandIndex): Promise<Presented> {
  const [first] = words;
  const group = first !== undefined && isGroup(first, index) ? first : undefined;
  const flag = group === undefined ? first : undefined;
  if (flag !== undefined && !wantsHelp([flag])) {
    throw new JpawsError('USAGE', { problem: `${flag} is no option before a command`, command: undefined });
  }
  const { overview } = await import('./yargs.ts');
  return text(await overview(index, group));
}

/**
 * True when a shell's wrapper captures the reply.
 * @throws INTEGRATION_MISSING, INTEGRATION_DRIFT before the command does anything
 */
async function checkIntegration(command: Command, { machine: { env }, programs }: World): Promise<boolean> {
  const spoken = envValue(env, 'JPAWS_CONTRACT');
  if (command.changesEnv !== true) return false;
  if (spoken === undefined) {
    if (command.worksUnintegrated === true) return false;
    const load = loadAdvice(env, await programs.parentName());
    throw new JpawsError('INTEGRATION_MISSING', { command: command.name, load });
  }
  if (spoken !== String(CONTRACT))
    throw new JpawsError('INTEGRATION_DRIFT', {
      spoken,
      expected: CONTRACT,
      load: loadAdvice(env, await programs.parentName()),
    });
  return true;
}
