import { spawnSync } from 'node:child_process';
import { BuildError } from './build-error.ts';
import { inRoot } from './place.ts';

/**
 * Runs a program to its end with this terminal, in the top folder; its status, or 1 when a signal ended it.
 * @throws BuildError when it cannot be started
 */
export function runProgram(program: string, words: readonly string[]): number {
  const { status, error } = spawnSync(program, words, { cwd: inRoot(), stdio: 'inherit' });
  if (error) throw new BuildError(`${program} could not be started: ${error.message}`);
  return status ?? 1;
}
