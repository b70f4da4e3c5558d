import type { HeldLock, Lock } from '../../../src/ports.ts';

/** A lock within this process: who comes second runs when the first has ended. */
export class MemoryLock implements Lock {
  /** Names in the order in which they were taken. */
  readonly taken: string[] = [];
  readonly #ends = new Map<string, Promise<unknown>>();
  readonly #held = new Set<string>();

  isHeld(name: string): boolean {
    return this.#held.has(name);
  }

  async hold<T>(
    name: string,
    run: (lock: HeldLock) => Promise<T>,
    options?: { readonly signal?: AbortSignal; readonly onWait?: () => void },
  ): Promise<T> {
    const before = this.#ends.get(name);
    if (before !== undefined) options?.onWait?.();
    const mine = (before ?? Promise.resolve()).then(() => this.#run(name, run));
    const ended = mine.catch(() => undefined);
    this.#ends.set(name, ended);
    try {
      return await mine;
    } finally {
      if (this.#ends.get(name) === ended) this.#ends.delete(name);
    }
  }

  async #run<T>(name: string, run: (lock: HeldLock) => Promise<T>): Promise<T> {
    this.taken.push(name);
    this.#held.add(name);
    try {
      return await run({ isHeld: () => true });
    } finally {
      this.#held.delete(name);
    }
  }
}
