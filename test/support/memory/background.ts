import type { Background } from '../../../src/ports.ts';

type Ended = Awaited<ReturnType<Background['run']>>;

/** Command lines of a second process: run at once in the same world, unless a test says how they end. */
export class MemoryBackground implements Background {
  readonly runs: (readonly string[])[] = [];
  #end: (words: readonly string[]) => Promise<Ended>;

  constructor(end: (words: readonly string[]) => Promise<Ended>) {
    this.#end = end;
  }

  /** From now on every process ends so; undefined: none ends in time. */
  endsAs(ended: Ended): void {
    this.#end = async () => ended;
  }

  async run(words: readonly string[]): Promise<Ended> {
    this.runs.push(words);
    return this.#end(words);
  }
}
