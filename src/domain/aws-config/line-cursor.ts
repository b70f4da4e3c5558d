import { DELETE, dropWhiteSpace, skipWhiteSpace, SPACE, trimmed } from './white-space.ts';

/**
 * What a line is by the rules of Python's configparser, with which the AWS CLI reads its files:
 * - `header`: `[NAME]`; anything after the last `]` is ignored.
 * - `option`: `key = value` or `key : value`.
 * - `continuation`: indented deeper than its option, and so part of that option's value.
 * - `nested`: the same below an option with an empty value: `key = value` of a block (botocore's configloader).
 * - `blank`, `comment`: end nothing; a value goes on after them.
 * - `broken`: none of these; `problem` says why.
 */
export type LineKind = 'header' | 'option' | 'continuation' | 'nested' | 'blank' | 'comment' | 'broken';

const BYTE_ORDER_MARK = 0xfeff;
const HASH = 0x23;
const SEMICOLON = 0x3b;
const OPENING_BRACKET = 0x5b;

/**
 * Walks over the lines of a config or credentials file, or of one section of it, and tells what each is.
 * This loop is most of the time that 5,000 profiles cost in a process that was just started, before anything is
 * compiled: so one object moves from line to line, the searching is left to `indexOf`, and calls are few.
 * Indices count from the start of the text; an `end` lies after the last character.
 */
export class LineCursor {
  kind: LineKind = 'blank';
  start: number;
  /** Where the next line starts: after the characters that end this one (after the text, for an open last line). */
  end: number;
  /** The line without white space around it. */
  contentStart = 0;
  contentEnd = 0;
  /** The `=` (or `:`, for an option) after the key of an `option` or `nested` line; the `]` of a `header` line. */
  delimiter = 0;
  /** Of a `broken` line: what is wrong, without a word of its content, which may be secret. */
  problem = '';

  readonly #text: string;
  #nextEquals = -1;
  #nextColon = -1;
  #inSection = false;
  #inOption = false;
  #inBlock = false;
  #indent = 0;

  constructor(text: string) {
    // Python takes a CR of its own as a line end too. Replacing it keeps all indices.
    this.#text = text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
    this.start = this.end = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  }

  /** Moves to the next line; false when there is none. */
  next(): boolean {
    const text = this.#text;
    const start = this.end;
    if (start >= text.length) return false;
    const lineFeed = text.indexOf('\n', start);
    const close = lineFeed === -1 ? text.length : lineFeed;
    this.start = start;
    this.end = close + 1;
    const first = text.charCodeAt(start);
    const last = text.charCodeAt(close - 1);
    this.contentStart = first > SPACE && first < DELETE ? start : skipWhiteSpace(text, start, close);
    this.contentEnd = last > SPACE && last < DELETE ? close : dropWhiteSpace(text, this.contentStart, close);
    this.kind = this.#classify();
    return true;
  }

  /** 1-based number of the line. It is counted only now: nobody asks for it but an error. */
  line(): number {
    return this.#text.slice(0, this.start).split('\n').length;
  }

  /** Moves behind a section that was read by other means; the next line is a header or the end. */
  skipSection(end: number): void {
    this.start = this.end;
    this.end = end;
    this.#inSection = true;
    this.#inOption = false;
  }

  /** The name between the brackets of a `header` line, exactly as it stands there. */
  header(): string {
    return this.#text.slice(this.contentStart + 1, this.delimiter);
  }

  /** The key of an `option` or `nested` line as it is written. */
  key(): string {
    return trimmed(this.#text, this.contentStart, this.delimiter);
  }

  /** The value of an `option` or `nested` line. */
  value(): string {
    return trimmed(this.#text, this.delimiter + 1, this.contentEnd);
  }

  content(): string {
    return this.#text.slice(this.contentStart, this.contentEnd);
  }

  #classify(): LineKind {
    if (this.contentStart >= this.contentEnd) return 'blank';
    const first = this.#text.charCodeAt(this.contentStart);
    if (first === HASH || first === SEMICOLON) return 'comment';
    const indent = this.contentStart - this.start;
    if (this.#inOption && indent > this.#indent) return this.#inBlock ? this.#nested() : 'continuation';
    this.#indent = indent;
    this.#inOption = false;
    if (first === OPENING_BRACKET && this.#header()) return 'header';
    if (first === OPENING_BRACKET && !this.#inSection) return this.#broken('begins a section, but has no ]');
    return this.#inSection ? this.#option() : this.#broken('stands in no section; a section begins with [NAME]');
  }

  #header(): boolean {
    const close = this.content().lastIndexOf(']');
    this.delimiter = this.contentStart + close;
    if (close > 1) this.#inSection = true;
    return close > 1;
  }

  #option(): LineKind {
    const equals = this.#nextEquals < this.contentStart ? this.#findEquals() : this.#nextEquals;
    const colon = this.#nextColon < this.contentStart ? this.#findColon() : this.#nextColon;
    this.delimiter = equals < colon ? equals : colon;
    if (this.delimiter >= this.contentEnd) return this.#broken('is neither [NAME] nor key = value');
    if (this.delimiter === this.contentStart) return this.#broken('has no key before its value');
    this.#inOption = true;
    this.#inBlock = this.delimiter === this.contentEnd - 1;
    return 'option';
  }

  #nested(): LineKind {
    this.delimiter = this.#nextEquals < this.contentStart ? this.#findEquals() : this.#nextEquals;
    return this.delimiter < this.contentEnd ? 'nested' : this.#broken('is indented, but not key = value of a block');
  }

  #broken(problem: string): LineKind {
    this.problem = problem;
    return 'broken';
  }

  // What is found ahead is kept until the cursor has passed it: a text without the character is searched once.
  #findEquals(): number {
    this.#nextEquals = indexOrInfinity(this.#text, '=', this.contentStart);
    return this.#nextEquals;
  }

  #findColon(): number {
    this.#nextColon = indexOrInfinity(this.#text, ':', this.contentStart);
    return this.#nextColon;
  }
}

function indexOrInfinity(text: string, character: string, from: number): number {
  const index = text.indexOf(character, from);
  return index === -1 ? Infinity : index;
}
