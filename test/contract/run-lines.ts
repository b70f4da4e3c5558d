import { spawnSync } from 'node:child_process';
import type { ShellRow } from '../../src/shells/table.ts';
import { writeIntegration } from './drivers/script-driver.ts';
import { renderedScript, type Stage } from './stage.ts';

/** Stands for the line that loads jpaws. */
export const LOAD = 'LOAD';

/** A program of that name can be started here. */
export const isThere = (program: string): boolean =>
  spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;

/** An interactive shell of the Bourne family that reads these lines from a pipe, with its prompt before each; what it wrote. */
export function runLines(row: ShellRow, stage: Stage, lines: readonly string[]): string {
  const load = `. '${writeIntegration(stage, row, renderedScript(row.script))}'`;
  const input = lines.map((line) => (line === LOAD ? load : line)).join('\n');
  const { stdout, stderr } = spawnSync(row.program, [...row.bareArguments, '-i'], {
    cwd: stage.work,
    env: { ...stage.environment },
    input: `${input}\n`,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return stdout + stderr;
}
