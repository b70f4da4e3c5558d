import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BuildError } from './build-error.ts';
import { inRoot } from './place.ts';
import { type Finished, releaseFiles } from './release-files.ts';
import { sourceDate } from './source-date.ts';
import { type Target, targets } from './target.ts';
import { writePackages } from './write-packages.ts';

/**
 * `release FOLDER`: all files of a release → dist/packages/, with the programs that the platforms' own machines made and
 * signed. They stand in `FOLDER/ready-TARGET/`, for Windows with the signed module in `powershell/JpAws/`.
 * @param build makes the rest of dist/ that is packed
 * @throws BuildError when a platform's program is not there
 */
export async function releaseStep([folder = '']: readonly string[], build: () => Promise<void>): Promise<void> {
  const platforms = targets.map((target) => finishedIn(inRoot(folder, `ready-${target.name}`), target));
  await build();
  const files = await releaseFiles(platforms, { date: sourceDate(), level: 9 });
  writePackages(files);
}

function finishedIn(folder: string, target: Target): Finished {
  const program = join(folder, target.program);
  const ownModule = target.platform === 'win32' ? folder : inRoot('dist');
  if (!existsSync(program)) throw new BuildError(`there is no ${program}`);
  return { target, program, module: join(ownModule, 'powershell', 'JpAws') };
}
