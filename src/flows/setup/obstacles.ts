import { endAbove } from '../../domain/start-up/end-above.ts';
import type { StartUpShell } from '../../domain/start-up/start-up-place.ts';
import { typedWord } from '../../domain/typed-word.ts';
import type { World } from '../../ports.ts';
import { missingModule } from './missing.ts';
import type { Obstacle } from './obstacle.ts';

type Needs = Pick<World, 'files' | 'machine' | 'programs'>;

/**
 * What stands in a start-up file above the lines of jpaws and ends it there, as far as that is certain, and a module
 * that these lines would not find. The file is read only, also by the shell itself.
 * @throws FILE_UNREADABLE, START_UP_BLOCK_BROKEN
 */
export async function obstaclesIn(world: Needs, shell: StartUpShell, file: string): Promise<readonly Obstacle[]> {
  const bytes = world.files.readBytes(file);
  if (bytes === undefined) return [];
  const line = endAbove({ bytes, file, shell });
  const end =
    line === undefined
      ? []
      : [{ says: `${file} ends in line ${line}, above the lines of jpaws`, fix: `move these above line ${line}` }];
  return [...end, ...(await mistakeIn(world, shell, file)), ...(await missingModule(world, shell, bytes))];
}

async function mistakeIn(
  { machine, programs }: Needs,
  shell: StartUpShell,
  file: string,
): Promise<readonly Obstacle[]> {
  const { program: name, syntaxCheck, title } = shell;
  // On Windows bash may be the one of another system (WSL), which knows other paths and takes long to start.
  if (syntaxCheck === undefined || machine.platform === 'win32') return [];
  const [program] = await programs.findAll(name);
  if (program === undefined) return [];
  for (const words of syntaxCheck.words) {
    if ((await programs.status(program.path, [...words, file])) !== syntaxCheck.mistake) return [];
  }
  const command = [name, ...(syntaxCheck.words[0] ?? []), typedWord(file)].join(' ');
  const says = `${file} has a mistake, so that ${title} may stop before the line that loads jpaws`;
  return [{ says, fix: `${command} shows it` }];
}
