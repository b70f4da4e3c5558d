import { parseArgs } from 'node:util';
import { packBinary } from './binary.ts';
import { inRoot } from './place.ts';
import { type Finished, releaseFiles } from './release-files.ts';
import { demandCleanTree, sourceDate } from './source-date.ts';
import { findTarget, ownTarget } from './target.ts';
import { writePackages } from './write-packages.ts';

/**
 * `package [--target NAME]… [--dirty] [--level N]`: the archives of these targets (this machine's own by default), with
 * `win-x64` the package for the PowerShell Gallery too, and their checksums → dist/packages/. The program must have been built.
 * @param build makes all of dist/ that is packed
 * @throws BuildError when the checkout has changes that are not committed, unless `--dirty` is given
 */
export async function packageStep(words: readonly string[], build: () => Promise<void>): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      target: { type: 'string', multiple: true, default: [ownTarget.name] },
      dirty: { type: 'boolean', default: false },
      level: { type: 'string', default: '9' },
    },
  });
  const targets = values.target.map(findTarget);
  if (!values.dirty) demandCleanTree();
  await build();
  const module = inRoot('dist', 'powershell', 'JpAws');
  const platforms: Finished[] = [];
  for (const target of targets) platforms.push({ target, program: await packBinary(target), module });
  const files = await releaseFiles(platforms, { date: sourceDate(), level: Number(values.level) });
  writePackages(files);
  for (const { fileName, content } of files) console.log(`dist/packages/${fileName}: ${content.length} bytes`);
}
