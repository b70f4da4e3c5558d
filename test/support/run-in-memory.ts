import { run } from '../../src/cli/run.ts';
import { commands } from '../../src/commands/index.ts';
import type { MemoryWorld } from './memory-world.ts';

export interface Ran {
  readonly stdout: string;
  /** All that a person saw: what the terminal showed on the way, then what the edge wrote. */
  readonly stderr: string;
  readonly exitCode: number;
}

/** Runs one command line in the world in memory, through the same edge as the program. */
export async function runInMemory(memory: MemoryWorld, ...words: readonly string[]): Promise<Ran> {
  const before = memory.terminal.shown.length;
  const { stdout, stderr, exitCode } = await run(words, memory.world, commands);
  const shown = memory.terminal.shown.slice(before).map((line) => `${line}\n`);
  return { stdout, stderr: shown.join('') + stderr, exitCode };
}
