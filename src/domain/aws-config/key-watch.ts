/** Sees a key that stands twice in a section, in whatever case. */
export class KeyWatch {
  #written: string[] = [];
  #seen = new Set<string>();

  /** @returns false when the section has the key already */
  isNew(key: string): boolean {
    const folded = key.toLowerCase();
    if (this.#seen.has(folded)) return false;
    this.#seen.add(folded);
    this.#written.push(key);
    return true;
  }

  /** The keys of the section as they are written; the next key belongs to another section. */
  takeAll(): readonly string[] {
    const keys = this.#written;
    if (keys.length > 0) {
      this.#written = [];
      this.#seen.clear();
    }
    return keys;
  }
}
