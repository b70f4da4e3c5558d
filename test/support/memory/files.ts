import { JpawsError } from '../../../src/domain/errors.ts';
import type { Files, WriteOptions } from '../../../src/ports.ts';

export interface Written {
  readonly path: string;
  readonly text: string;
  readonly options: WriteOptions;
}

/** Files as a map from path to text, with a log of all changes and failures on demand. */
export class MemoryFiles implements Files {
  readonly texts: Map<string, string>;
  readonly written: Written[] = [];
  readonly removed: string[] = [];
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
    const text = this.texts.get(path);
    this.afterRead(path, this.reads.filter((read) => read === path).length);
    return text;
  }

  list(folder: string): readonly string[] {
    const names = [...this.texts.keys()].filter((path) => path.startsWith(`${folder}/`));
    return names
      .map((path) => path.slice(folder.length + 1))
      .filter((name) => !name.includes('/'))
      .sort();
  }

  write(path: string, text: string, options: WriteOptions = {}): void {
    if (this.isReadOnly) throw new JpawsError('FILE_UNWRITABLE', { file: path, reason: 'the disk is full' });
    this.beforeWrite(path);
    const old = this.texts.get(path);
    if (options.expected !== undefined && options.expected.text !== old) {
      throw new JpawsError('FILE_CHANGED', { file: path });
    }
    if (options.backup !== undefined && old !== undefined) this.texts.set(options.backup, old);
    this.texts.set(path, text);
    this.written.push({ path, text, options });
  }

  remove(path: string): boolean {
    if (this.isReadOnly) throw new JpawsError('FILE_UNWRITABLE', { file: path, reason: 'the disk is full' });
    this.removed.push(path);
    return this.texts.delete(path);
  }
}
