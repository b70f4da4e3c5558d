/**
 * Finds the next place of one character for a reader that only moves forward.
 * The last find is kept until the reader has passed it, so a whole file costs one pass per character looked for,
 * also when the character stands only far ahead or nowhere.
 */
export class NextIndex {
  readonly #text: string;
  readonly #character: string;
  #found = -1;

  constructor(text: string, character: string) {
    this.#text = text;
    this.#character = character;
  }

  /** The first index at or after `from`, or Infinity. `from` must not be less than in an earlier call. */
  from(from: number): number {
    if (this.#found < from) {
      const index = this.#text.indexOf(this.#character, from);
      this.#found = index === -1 ? Infinity : index;
    }
    return this.#found;
  }
}
