import type { FoundProgram, Programs } from '../../../src/ports.ts';

/** Programs that are named by the test, with what they write. */
export class MemoryPrograms implements Programs {
  /** Rooted paths by name, in the order of PATH. */
  readonly onPath: Record<string, readonly string[]> = { jpaws: ['/usr/bin/jpaws'] };
  /** What a program writes, by its path. */
  readonly outputs: Record<string, string> = {};
  /** How a program ends, by its path. */
  readonly statuses: Record<string, number> = {};
  /** Every program that was started, with its words. */
  readonly started: (readonly string[])[] = [];
  ownPath = '/usr/bin/jpaws';
  parent: string | undefined;

  async findAll(name: string): Promise<readonly FoundProgram[]> {
    return (this.onPath[name] ?? []).map((path) => ({ path, file: path }));
  }

  async output(program: string, words: readonly string[]): Promise<string | undefined> {
    this.started.push([program, ...words]);
    return this.outputs[program];
  }

  async status(program: string, words: readonly string[]): Promise<number | undefined> {
    this.started.push([program, ...words]);
    return this.statuses[program];
  }

  async own(): Promise<string> {
    return this.ownPath;
  }

  async parentName(): Promise<string | undefined> {
    return this.parent;
  }
}
