import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sourcing } from '../../src/build/shell-runs.ts';
import type { ShellRow } from '../../src/shells/table.ts';
import type { Grammar } from './drivers/script-driver.ts';
import { buildStage, renderedScript } from './stage.ts';

const WARM_UP = 3;

/**
 * How much longer an interactive session takes that loads the integration and ends than one that loads an empty file.
 * Both are started in turns, so that a busy moment of the machine falls on both.
 */
export async function measureSourcing(
  row: ShellRow,
  { grammar, rounds }: { grammar: Grammar; rounds: number },
): Promise<Sourcing> {
  const stage = buildStage({});
  try {
    const load = (name: string, text: string): string => {
      writeFileSync(join(stage.folder, name), text);
      return grammar.load(grammar.quote(join(stage.folder, name)));
    };
    const [empty, full] = [load('empty', ''), load('integration', renderedScript(row.script))];
    const pairs: { empty: number; full: number }[] = [];
    for (let round = 0; round < WARM_UP + rounds; round += 1) {
      pairs.push({ empty: await timeOf(row, empty, stage), full: await timeOf(row, full, stage) });
    }
    const timed = pairs.slice(WARM_UP);
    const ms = median(timed.map((pair) => pair.full - pair.empty));
    return { ms, ratio: 1 + ms / median(timed.map((pair) => pair.empty)) };
  } finally {
    stage.remove();
  }
}

/** Milliseconds from the start of an interactive session to its end. */
async function timeOf(
  row: ShellRow,
  line: string,
  { work, environment }: { work: string; environment: Readonly<Record<string, string>> },
): Promise<number> {
  const start = process.hrtime.bigint();
  // Detached: an interactive shell would stop at the terminal that the tests run in.
  const child = spawn(row.program, [...row.bareArguments, '-i', '-c', line], {
    cwd: work,
    env: environment,
    stdio: 'ignore',
    detached: true,
  });
  const [status] = (await once(child, 'exit')) as [number | null];
  if (status !== 0) throw new Error(`${row.id} ended with ${status} while loading`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
