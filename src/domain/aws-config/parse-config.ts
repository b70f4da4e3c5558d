import { JpawsError } from '../errors.ts';
import { ConfigSection } from './config-section.ts';
import type { SectionFile } from './config-section.ts';
import { KeyWatch } from './key-watch.ts';
import { LineCursor } from './line-cursor.ts';
import type { Flavour } from './section-name.ts';
import { UsualSections } from './usual-sections.ts';

/** A config or credentials file as the AWS CLI reads it. */
export interface ConfigFile {
  /** Its path, for messages. */
  readonly file: string;
  /** What stands before the first section: blank lines, comments, a byte order mark. */
  readonly preamble: string;
  /** In the order of the file, those included that the AWS CLI ignores. */
  readonly sections: readonly ConfigSection[];
}

/**
 * Reads a config file by the grammar of the AWS CLI (botocore/configloader.py over Python's RawConfigParser).
 * As there, a section header or a key of a section that stands twice in the same letters makes the file broken.
 * A byte order mark, over which the AWS CLI stumbles, is skipped. Takes time linear in the length of the text.
 * @param file its path, for messages
 * @throws CONFIG_BROKEN with the 1-based line
 */
export function parseConfig(text: string, file: string): ConfigFile {
  return parse(text, { file, flavour: 'config' });
}

/** The same for a credentials file, where `[NAME]` is a profile with exactly the name between the brackets. */
export function parseCredentials(text: string, file: string): ConfigFile {
  return parse(text, { file, flavour: 'credentials' });
}

/** Either of the two, as the flavour says. */
export function parse(text: string, { file, flavour }: { file: string; flavour: Flavour }): ConfigFile {
  const sections = new Sections({ text, flavour, defaults: [] });
  const cursor = new LineCursor(text);
  const usual = new UsualSections(text);
  const keys = new KeyWatch();
  const broken = (reason: string) => new JpawsError('CONFIG_BROKEN', { file, line: cursor.line(), reason });
  const begin = (header: string) => {
    if (!sections.add(header, cursor.start)) throw broken('begins a section that stands above already; join the two');
    usual.learn(keys.takeAll());
  };
  for (;;) {
    const usualEnd = usual.endOf(cursor.end);
    if (usualEnd !== undefined) {
      cursor.skipSection(usualEnd);
      begin(text.slice(cursor.start + 1, text.indexOf(']', cursor.start)));
    } else if (!cursor.next()) {
      return sections.asFile(file);
    } else if (cursor.kind === 'option') {
      if (!keys.isNew(cursor.key())) throw broken('gives a key again that its section has already');
    } else if (cursor.kind === 'header') {
      begin(cursor.header());
    } else if (cursor.kind === 'broken') {
      throw broken(cursor.problem);
    }
  }
}

/** The sections of a file in their order; each ends where the next begins. */
class Sections {
  readonly #file: SectionFile;
  readonly #byHeader = new Map<string, ConfigSection>();
  #last: ConfigSection | undefined;

  constructor(file: SectionFile) {
    this.#file = file;
  }

  /** @returns false when the header is there already */
  add(header: string, start: number): boolean {
    if (this.#byHeader.has(header)) return false;
    if (this.#last !== undefined) this.#last.end = start;
    this.#last = new ConfigSection(this.#file, header, start);
    this.#byHeader.set(header, this.#last);
    return true;
  }

  asFile(file: string): ConfigFile {
    const sections = [...this.#byHeader.values()];
    return { file, preamble: this.#file.text.slice(0, sections[0]?.start), sections };
  }
}
