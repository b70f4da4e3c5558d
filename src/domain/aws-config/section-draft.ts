import { JpawsError } from '../errors.ts';
import type { ConfigKey } from './check-written.ts';
import { LineCursor } from './line-cursor.ts';
import type { LineKind } from './line-cursor.ts';

interface Line {
  readonly kind: LineKind;
  /** With its indent and the characters that end it. */
  text: string;
  readonly indent: string;
  /** As written, of an `option` or `nested` line; else empty. */
  readonly key: string;
  readonly value: string;
}

const BLOCK_INDENT = '    ';

/**
 * The lines of one section while it is edited. Lines that hold no changed value keep every byte.
 * A new line gets the indent of the one before it: deeper, it would go on with that one's value; less deep, a
 * following line could become a part of its own.
 */
export class SectionDraft {
  readonly #lines: Line[];
  readonly #newline: string;
  readonly #nextIndent: string;

  /**
   * @param text the section from its header on, free of broken lines
   * @param around the line end of the file, and the white space before the header that follows
   */
  constructor(text: string, around: { readonly newline: string; readonly nextIndent: string }) {
    this.#lines = linesOf(text);
    this.#newline = around.newline;
    this.#nextIndent = around.nextIndent;
  }

  text(): string {
    return this.#lines.map(({ text }) => text).join('');
  }

  /** @throws CONFIG_VALUE_REFUSED when one value should replace a block, or a block one value */
  set([key, inner]: ConfigKey, value: string): void {
    const at = this.#optionAt(key);
    if (inner === undefined) this.#setValue({ at, key, value });
    else this.#setInBlock({ at, block: key, key: inner, value });
  }

  unset([key, inner]: ConfigKey): void {
    const at = this.#optionAt(key);
    if (at === -1) return;
    const end = this.#optionEnd(at);
    const isKept = ({ kind, key: found }: Line) => kind !== 'nested' || found !== inner;
    const isEmptied =
      inner === undefined || !this.#lines.slice(at, end).some((line) => line.kind === 'nested' && isKept(line));
    if (inner !== undefined && this.#lines.slice(at, end).every(isKept)) return;
    this.#keep(at, end, isEmptied ? isAside : isKept);
  }

  /** What stays when the section is taken out: comments after its last value, which belong to what follows. */
  remainder(): string {
    const after = this.#lines.slice(this.#lines.findLastIndex((line) => !isAside(line)) + 1);
    const firstComment = after.findIndex(({ kind }) => kind === 'comment');
    return firstComment === -1
      ? ''
      : after
          .slice(firstComment)
          .map(({ text }) => text)
          .join('');
  }

  #setValue({ at, key, value }: { at: number; key: string; value: string }): void {
    if (at === -1) return this.#append(key, value);
    const end = this.#optionEnd(at);
    const tail = this.#lines.slice(at + 1, end);
    if (tail.some(({ kind }) => kind === 'nested')) throw mixed(key, 'is a block of values here, not one value');
    if (this.#lines[at]?.value === value && tail.every(isAside)) return;
    this.#replace(at, value);
    this.#keep(at + 1, end, isAside);
  }

  #setInBlock({ at, block, key, value }: { at: number; block: string; key: string; value: string }): void {
    if (at === -1) {
      this.#append(block, '');
      return this.#setInBlock({ at: this.#optionAt(block), block, key, value });
    }
    const option = this.#lines[at];
    if (option === undefined || option.value !== '') throw mixed(block, 'is one value here, not a block of values');
    const end = this.#optionEnd(at);
    const found = this.#lines.findLastIndex(
      (line, index) => index > at && index < end && line.kind === 'nested' && line.key === key,
    );
    if (found !== -1) {
      if (this.#lines[found]?.value !== value) this.#replace(found, value);
      return;
    }
    const last = this.#lines.findLastIndex((line, index) => index < end && !isAside(line));
    const indent = last === at ? option.indent + BLOCK_INDENT : (this.#lines[last]?.indent ?? '');
    this.#insertAfter(last, { kind: 'nested', indent, key, value });
  }

  #append(key: string, value: string): void {
    const last = this.#lines.findLastIndex((line) => !isAside(line));
    const indent = this.#lines.findLast(({ kind }) => kind === 'option')?.indent ?? this.#nextIndent;
    this.#insertAfter(last, { kind: 'option', indent, key, value });
  }

  #insertAfter(at: number, line: Omit<Line, 'text'>): void {
    const before = this.#lines[at];
    if (before !== undefined && lineEnd(before.text) === '') before.text += this.#newline;
    const text = `${entry(line)}${lineEnd(before?.text ?? '') || this.#newline}`;
    this.#lines.splice(at + 1, 0, { ...line, text });
  }

  #replace(at: number, value: string): void {
    const old = this.#lines[at];
    if (old === undefined) return;
    this.#lines[at] = { ...old, value, text: `${entry({ ...old, value })}${lineEnd(old.text)}` };
  }

  #keep(from: number, to: number, isKept: (line: Line) => boolean): void {
    this.#lines.splice(from, to - from, ...this.#lines.slice(from, to).filter(isKept));
  }

  #optionAt(key: string): number {
    const wanted = key.toLowerCase();
    return this.#lines.findIndex((line) => line.kind === 'option' && line.key.toLowerCase() === wanted);
  }

  /** The index of the next option's line, or after the last line. */
  #optionEnd(at: number): number {
    const next = this.#lines.findIndex(({ kind }, index) => index > at && kind === 'option');
    return next === -1 ? this.#lines.length : next;
  }
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  const cursor = new LineCursor(text);
  while (cursor.next()) {
    const { kind, start, end, contentStart } = cursor;
    const isEntry = kind === 'option' || kind === 'nested';
    lines.push({
      kind,
      text: text.slice(start, end),
      indent: text.slice(start, contentStart),
      key: isEntry ? cursor.key() : '',
      value: isEntry ? cursor.value() : '',
    });
  }
  return lines;
}

const entry = ({ indent, key, value }: Omit<Line, 'text'>): string =>
  `${indent}${key} =${value === '' ? '' : ` ${value}`}`;

const lineEnd = (text: string): string => /\r\n$|[\r\n]$/.exec(text)?.[0] ?? '';
const isAside = ({ kind }: Line): boolean => kind === 'blank' || kind === 'comment';
const mixed = (key: string, reason: string) => new JpawsError('CONFIG_VALUE_REFUSED', { what: key, reason });
