import { isUtf8 } from 'node:buffer';
import { JpawsError } from '../../../src/domain/errors.ts';
import type { Files, WriteOptions } from '../../../src/ports.ts';

export interface Written {
  readonly path: string;
  /** Undefined for what is not UTF-8 text. */
  readonly text: string | undefined;
  readonly options: WriteOptions;
}

/** Files as a map from path to text, with a log of all changes and failures on demand. */
export class MemoryFiles implements Files {
  readonly texts: Map<string, string>;
  /** Files that are not UTF-8 text. */
  readonly raw = new Map<string, Uint8Array>();
  /** Symbolic links. */
  readonly links = new Map<string, string>();
  readonly written: Written[] = [];
  readonly removed: string[] = [];
  /** How many folders lack on the way to any new file. */
  lacking = 0;
  readonly removedFolders: string[] = [];
  readonly reads: string[] = [];
  /** Paths that exist but cannot be read. */
  readonly unreadable = new Set<string>();
  /** Nothing can be written: a full disk, a read-only home. */
  isReadOnly = false;
  /** Called right before each write: another program that gets in between. */
  beforeWrite: (path: string) => void = () => {};
  /** Called after each read with how often the path was read. */
  afterRead: (path: string, count: number) => void = () => {};

  constructor(texts: Readonly<Record<string, string>> = {}) {
    this.texts = new Map(Object.entries(texts));
  }

  read(path: string): string | undefined {
    this.reads.push(path);
    if (this.unreadable.has(path)) throw new JpawsError('FILE_UNREADABLE', { file: path, reason: 'not allowed' });
    if (this.raw.has(path)) throw new JpawsError('FILE_UNREADABLE', { file: path, reason: 'it is not UTF-8 text' });
    const text = this.texts.get(path);
    this.afterRead(path, this.reads.filter((read) => read === path).length);
    return text;
  }

  readBytes(path: string): Uint8Array | undefined {
    if (this.unreadable.has(path)) throw new JpawsError('FILE_UNREADABLE', { file: path, reason: 'not allowed' });
    const text = this.texts.get(this.target(path));
    return this.raw.get(this.target(path)) ?? (text === undefined ? undefined : new TextEncoder().encode(text));
  }

  list(folder: string): readonly string[] {
    const names = [...this.texts.keys()].filter((path) => path.startsWith(`${folder}/`));
    return names
      .map((path) => path.slice(folder.length + 1))
      .filter((name) => !name.includes('/'))
      .sort();
  }

  write(path: string, content: string | Uint8Array, options: WriteOptions = {}): void {
    if (this.isReadOnly) throw new JpawsError('FILE_UNWRITABLE', { file: path, reason: 'the disk is full' });
    this.beforeWrite(path);
    const old = this.readBytes(path);
    if (options.expected !== undefined && !isSame(bytesOf(options.expected), old)) {
      throw new JpawsError('FILE_CHANGED', { file: path });
    }
    if (options.backup !== undefined && old !== undefined) this.#put(options.backup, old);
    this.#put(this.target(path), content);
    this.written.push({ path, text: this.texts.get(this.target(path)), options });
  }

  #put(path: string, content: string | Uint8Array): void {
    const text = typeof content === 'string' ? content : textOf(content);
    this.texts.delete(path);
    this.raw.delete(path);
    if (text === undefined) this.raw.set(path, content as Uint8Array);
    else this.texts.set(path, text);
  }

  remove(path: string): boolean {
    if (this.isReadOnly) throw new JpawsError('FILE_UNWRITABLE', { file: path, reason: 'the disk is full' });
    this.removed.push(path);
    return [this.links, this.raw, this.texts].map((files) => files.delete(path)).includes(true);
  }

  folderProblem(folder: string): string | undefined {
    return this.unreadable.has(folder) ? 'not allowed' : undefined;
  }

  lackingFolders(): number {
    return this.lacking;
  }

  removeFolder(path: string): boolean {
    this.removedFolders.push(path);
    return true;
  }

  target(path: string): string {
    const link = this.links.get(path);
    return link === undefined ? path : this.target(link);
  }
}

const bytesOf = (expected: NonNullable<WriteOptions['expected']>): Uint8Array | undefined => {
  if ('bytes' in expected) return expected.bytes;
  return expected.text === undefined ? undefined : new TextEncoder().encode(expected.text);
};

const isSame = (one: Uint8Array | undefined, other: Uint8Array | undefined): boolean =>
  one === undefined || other === undefined ? one === other : Buffer.compare(one, other) === 0;

const textOf = (bytes: Uint8Array): string | undefined =>
  isUtf8(bytes) ? Buffer.from(bytes).toString('utf8') : undefined;
