import type { LineCursor } from './line-cursor.ts';

/**
 * Sees a key that stands twice in a section, in whatever case. Most sections of a file hold the same keys in the
 * same order; one that begins as the section before is compared with it and needs no set of its own.
 */
export class KeyWatch {
  #usual: readonly string[] = [];
  #count = 0;
  #seen: Set<string> | undefined;

  startSection(): void {
    if (this.#seen !== undefined) this.#usual = [...this.#seen];
    this.#seen = undefined;
    this.#count = 0;
  }

  /** @returns false when the section has the key of this `option` line already */
  isNew(cursor: LineCursor): boolean {
    const usual = this.#usual[this.#count];
    if (this.#seen === undefined && usual !== undefined && cursor.hasKey(usual)) {
      this.#count += 1;
      return true;
    }
    this.#seen ??= new Set(this.#usual.slice(0, this.#count));
    const key = cursor.key().toLowerCase();
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }
}
