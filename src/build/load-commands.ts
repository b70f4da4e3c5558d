import type { Command } from '../cli/command.ts';

/** All commands, hidden ones too. The index is read at the call, since an earlier step of the build writes it. */
export async function loadCommands(): Promise<readonly Command[]> {
  const { commands } = await import('../commands/index.ts');
  return Promise.all(Object.values(commands).map((load) => load()));
}
