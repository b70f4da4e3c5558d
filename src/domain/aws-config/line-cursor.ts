import { NextIndex } from './next-index.ts';
import { dropWhiteSpace, skipWhiteSpace, trimmed } from './white-space.ts';

/**
 * What a line is by the rules of Python's configparser, with which the AWS CLI reads its files:
 * - `header`: `[NAME]`, and anything after the last `]` is ignored.
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
 * One object is moved from line to line, so that a large file costs no allocation per line.
 * Lines end with LF, CRLF or CR. All indices count from the start of the text; an `end` lies after the last character.
 */
export class LineCursor {
  kind: LineKind = 'blank';
  /** 1-based. */
  line = 0;
  start: number;
  /** Where the next line starts: after this line's end characters. */
  end: number;
  /** The line without the white space around it, which includes its end characters. */
  contentStart = 0;
  contentEnd = 0;
  /** Where the key of an `option` or `nested` line ends: at its `=` (or `:`, for an option). */
  delimiter = 0;
  /** Of a `broken` line: what is wrong, without a word of its content, which may be secret. */
  problem = '';

  readonly #text: string;
  readonly #lineFeed: NextIndex;
  readonly #carriageReturn: NextIndex;
  readonly #equals: NextIndex;
  readonly #colon: NextIndex;
  #inSection = false;
  #inOption = false;
  #inBlock = false;
  #indent = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lineFeed = new NextIndex(text, '\n');
    this.#carriageReturn = new NextIndex(text, '\r');
    this.#equals = new NextIndex(text, '=');
    this.#colon = new NextIndex(text, ':');
    this.start = this.end = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  }

  /** Moves to the next line; false when there is none. */
  next(): boolean {
    if (this.end >= this.#text.length) return false;
    this.start = this.end;
    this.line += 1;
    const close = this.#lineClose();
    this.contentStart = skipWhiteSpace(this.#text, this.start, close);
    this.contentEnd = dropWhiteSpace(this.#text, this.contentStart, close);
    this.kind = this.#classify();
    return true;
  }

  /** The name between the brackets of a `header` line, exactly as it stands there. */
  header(): string {
    const content = this.content();
    return content.slice(1, content.lastIndexOf(']'));
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

  /** Sets `end` and returns where the characters that end the line begin. */
  #lineClose(): number {
    const lineFeed = this.#lineFeed.from(this.start);
    const carriageReturn = this.#carriageReturn.from(this.start);
    const close = Math.min(lineFeed, carriageReturn, this.#text.length);
    this.end = Math.min(close + (lineFeed === carriageReturn + 1 ? 2 : 1), this.#text.length);
    return close;
  }

  #classify(): LineKind {
    if (this.contentStart === this.contentEnd) return 'blank';
    const first = this.#text.charCodeAt(this.contentStart);
    if (first === HASH || first === SEMICOLON) return 'comment';
    const indent = this.contentStart - this.start;
    if (this.#inOption && indent > this.#indent) return this.#inBlock ? this.#nested() : 'continuation';
    this.#indent = indent;
    this.#inOption = false;
    if (first === OPENING_BRACKET && this.content().lastIndexOf(']') > 1) {
      this.#inSection = true;
      return 'header';
    }
    return this.#inSection ? this.#option() : this.#broken('stands in no section; a section begins with [NAME]');
  }

  #option(): LineKind {
    this.delimiter = Math.min(this.#equals.from(this.contentStart), this.#colon.from(this.contentStart));
    if (this.delimiter >= this.contentEnd) return this.#broken('is neither [NAME] nor key = value');
    if (this.delimiter === this.contentStart) return this.#broken('has no key before its value');
    this.#inOption = true;
    this.#inBlock = this.delimiter === this.contentEnd - 1;
    return 'option';
  }

  #nested(): LineKind {
    this.delimiter = this.#equals.from(this.contentStart);
    return this.delimiter < this.contentEnd ? 'nested' : this.#broken('is indented, but not key = value of a block');
  }

  #broken(problem: string): LineKind {
    this.problem = problem;
    return 'broken';
  }
}
