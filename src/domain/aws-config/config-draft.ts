import type { ConfigKey } from './check-written.ts';
import { checkedHeader } from './check-written.ts';
import { LineCursor } from './line-cursor.ts';
import type { ConfigFile } from './parse-config.ts';
import { SectionDraft } from './section-draft.ts';
import type { Flavour, SectionName } from './section-name.ts';
import { skipWhiteSpace } from './white-space.ts';

interface Piece {
  text: string;
  /** False for what is left of a removed section: comments only. */
  isSection: boolean;
}

/** A file while it is edited: its sections as pieces of text, of which only those are touched that an edit names. */
export class ConfigDraft {
  #preamble: string;
  readonly #flavour: Flavour;
  readonly #newline: string;
  readonly #pieces: Piece[] = [];
  readonly #byName = new Map<string, number[]>();

  constructor({ preamble, sections }: ConfigFile, flavour: Flavour) {
    this.#preamble = preamble;
    this.#flavour = flavour;
    this.#newline = /\r\n|[\r\n]/.exec(preamble + (sections[0]?.text ?? ''))?.[0] ?? '\n';
    for (const { title, text } of sections) this.#add(`${title.kind} ${title.name}`, text);
  }

  /** Sets values in the section that is read under this name; a section that is not there comes last in the file. */
  set(section: SectionName, values: readonly (readonly [ConfigKey, string])[]): void {
    const header = checkedHeader(section, this.#flavour);
    const index = this.#indexOf(section) ?? this.#append(section, header);
    this.#change(index, (draft) => values.forEach(([key, value]) => draft.set(key, value)));
  }

  unset(section: SectionName, keys: readonly ConfigKey[]): void {
    const index = this.#indexOf(section);
    if (index !== undefined) this.#change(index, (draft) => keys.forEach((key) => draft.unset(key)));
  }

  /** Takes out the section and those that stood behind it under the same name (`[default]`, `[profile default]`). */
  removeSection(section: SectionName): void {
    const name = `${section.kind} ${section.name}`;
    for (const index of this.#byName.get(name) ?? []) {
      this.#pieces[index] = { text: this.#draft(index).remainder(), isSection: false };
    }
    this.#byName.delete(name);
  }

  text(): string {
    let text = this.#preamble;
    let before: string | undefined;
    let isCut = false;
    for (const piece of this.#pieces) {
      const swallows =
        piece.isSection && isCut && before !== undefined && indentOf(piece.text) > lastOptionIndent(before);
      text += swallows ? piece.text.slice(indentOf(piece.text)) : piece.text;
      if (piece.isSection) before = piece.text;
      isCut = !piece.isSection;
    }
    return text;
  }

  #indexOf({ kind, name }: SectionName): number | undefined {
    return this.#byName.get(`${kind} ${name}`)?.at(-1);
  }

  #add(name: string, text: string): number {
    const index = this.#pieces.push({ text, isSection: true }) - 1;
    const same = this.#byName.get(name);
    if (same === undefined) this.#byName.set(name, [index]);
    else same.push(index);
    return index;
  }

  #append({ kind, name }: SectionName, header: string): number {
    const last = this.#pieces.findLast(({ text }) => text !== '');
    const end = last?.text ?? this.#preamble;
    const isOpen = end !== '' && end !== '\ufeff' && !/[\r\n]$/.test(end);
    const index = this.#add(`${kind} ${name}`, `[${header}]${this.#newline}`);
    if (isOpen && last !== undefined) last.text += this.#newline;
    else if (isOpen) this.#preamble += this.#newline;
    return index;
  }

  #change(index: number, change: (draft: SectionDraft) => void): void {
    const draft = this.#draft(index);
    change(draft);
    this.#pieces[index] = { text: draft.text(), isSection: true };
  }

  #draft(index: number): SectionDraft {
    const text = this.#pieces[index]?.text ?? '';
    let next = index + 1;
    while (this.#pieces[next]?.isSection === false) next += 1;
    const following = this.#pieces[next]?.text ?? '';
    return new SectionDraft(text, { newline: this.#newline, nextIndent: following.slice(0, indentOf(following)) });
  }
}

const indentOf = (text: string): number => skipWhiteSpace(text, 0, text.length);

/** How deep the last option of a section is indented; Infinity without one: then nothing can become a part of it. */
function lastOptionIndent(text: string): number {
  const cursor = new LineCursor(text);
  let indent = Infinity;
  while (cursor.next()) if (cursor.kind === 'option') indent = cursor.contentStart - cursor.start;
  return indent;
}
