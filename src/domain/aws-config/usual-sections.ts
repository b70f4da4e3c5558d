/** Keys that mean themselves in a regular expression. */
const PLAIN_KEY = /^[A-Za-z0-9_-]+$/;
const MOST_KEYS = 16;
const MOST_LAYOUTS = 4;
const OPENING_BRACKET = 0x5b;

/**
 * Recognises sections that read like one before: the same keys in the same order, one plain line each. Large files
 * consist of them, and one regular expression for a whole section takes a fifth of the time that its lines take,
 * one by one, in a process that was just started: V8 runs it as machine code from the second time on.
 */
export class UsualSections {
  readonly #text: string;
  #layouts: readonly RegExp[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** The end of the section whose header begins at `start`, when it reads like a known one. */
  endOf(start: number): number | undefined {
    if (this.#text.charCodeAt(start) !== OPENING_BRACKET) return undefined;
    for (const layout of this.#layouts) {
      layout.lastIndex = start;
      if (layout.test(this.#text)) return layout.lastIndex;
    }
    return undefined;
  }

  /** Remembers the keys of a section, as they are written, each once; the latest few are kept. */
  learn(keys: readonly string[]): void {
    if (keys.length === 0 || keys.length > MOST_KEYS || !keys.every((key) => PLAIN_KEY.test(key))) return;
    const options = keys.map((key) => String.raw`${key} ?= ?[!-~][^\r\n]*\r?\n`).join('');
    const layout = new RegExp(String.raw`\[[^[\]\r\n]+\]\r?\n${options}(?:\r?\n)*(?=\[|$)`, 'y');
    this.#layouts = [layout, ...this.#layouts].slice(0, MOST_LAYOUTS);
  }
}
