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

/**
 * What a program writes to stdout, run in the top folder.
 * @throws BuildError when it cannot be started or fails; then with all that it wrote
 */
export function outputOf(program: string, words: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, words, { cwd: inRoot(), encoding: 'utf8' });
  if (error) throw new BuildError(`${program} could not be started: ${error.message}`);
  if (status !== 0) throw new BuildError(`${[program, ...words].join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
}
