import { BuildError } from './build-error.ts';
import { inRoot } from './place.ts';
import { outputOf } from './run-program.ts';

/**
 * The time that all packed files bear, so that packing again gives the same bytes: SOURCE_DATE_EPOCH
 * (reproducible-builds.org), else that of the commit.
 * @throws BuildError where there is neither
 */
export function sourceDate(): Date {
  const epoch = process.env['SOURCE_DATE_EPOCH'] ?? outputOf('git', ['log', '-1', '--format=%ct']).trim();
  if (!/^\d{1,12}$/.test(epoch)) throw new BuildError(`SOURCE_DATE_EPOCH is ${epoch}, and must be seconds`);
  return new Date(Number(epoch) * 1000);
}

/** @throws BuildError when the checkout is not what was committed: nobody could make its packages again */
export function demandCleanTree(folder: string = inRoot()): void {
  const changed = outputOf('git', ['-C', folder, 'status', '--porcelain']).trimEnd();
  if (changed === '') return;
  throw new BuildError(`the checkout is not what was committed (--dirty packs it all the same):\n${changed}`);
}
