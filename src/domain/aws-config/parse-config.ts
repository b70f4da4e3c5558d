import { JpawsError } from '../errors.ts';
import { LineCursor } from './line-cursor.ts';
import { sectionName } from './section-name.ts';
import type { Flavour, SectionName } from './section-name.ts';
import { sectionValues } from './section-values.ts';
import type { ConfigValue } from './section-values.ts';

/** A config or credentials file as the AWS CLI reads it. */
export interface ConfigFile {
  /** Its path, for messages. */
  readonly file: string;
  /** In the order of the file, those included that the AWS CLI ignores. */
  readonly sections: readonly ConfigSection[];
  /** What stands before the first section: blank lines, comments, a byte order mark. */
  readonly preamble: string;
}

export interface ConfigSection {
  /** `other`: a section that the AWS CLI ignores; its name is the whole header. */
  readonly kind: SectionName['kind'] | 'other';
  readonly name: string;
  /** 1-based, of its header. */
  readonly line: number;
  /** The section as it stands in the file, up to the next header. */
  readonly text: string;
  /** Keys in lower case. Read when first asked for. */
  readonly values: ReadonlyMap<string, ConfigValue>;
}

/** Its values hold for every section: a rule of Python's configparser, and so one of the AWS CLI. */
export const DEFAULTS_HEADER = 'DEFAULT';

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

interface Source {
  readonly file: string;
  readonly flavour: Flavour;
}

export function parse(text: string, { file, flavour }: Source): ConfigFile {
  const marks = indexHeaders(text, file);
  const defaults: Section[] = [];
  const sections: Section[] = [];
  marks.forEach(({ header, line, start }, index) => {
    const place = { line, text: text.slice(start, marks[index + 1]?.start) };
    const isDefaults = header === DEFAULTS_HEADER;
    const name = isDefaults ? undefined : sectionName(header, flavour);
    sections.push(new Section(name ?? { kind: 'other', name: header }, place, defaults));
    if (isDefaults) defaults.push(new Section({ kind: 'other', name: header }, place, []));
  });
  return { file, sections, preamble: text.slice(0, marks[0]?.start) };
}

interface HeaderMark {
  readonly header: string;
  readonly line: number;
  readonly start: number;
}

/** Finds all headers, and makes sure that no line is broken and nothing stands twice. */
function indexHeaders(text: string, file: string): HeaderMark[] {
  const marks: HeaderMark[] = [];
  const headerLines = new Map<string, number>();
  // One map for the whole file is much cheaper than one per section.
  const lastSectionWith = new Map<string, string>();
  const cursor = new LineCursor(text);
  let header = '';
  const broken = (reason: string) => new JpawsError('CONFIG_BROKEN', { file, line: cursor.line, reason });
  while (cursor.next()) {
    if (cursor.kind === 'option') {
      const key = cursor.key().toLowerCase();
      if (lastSectionWith.get(key) === header) throw broken('gives a key that stands in this section already');
      lastSectionWith.set(key, header);
    } else if (cursor.kind === 'header') {
      header = cursor.header();
      const first = headerLines.get(header);
      if (first !== undefined && header !== DEFAULTS_HEADER) throw broken(`begins the section of line ${first} again`);
      headerLines.set(header, cursor.line);
      marks.push({ header, line: cursor.line, start: cursor.start });
    } else if (cursor.kind === 'broken') {
      throw broken(cursor.problem);
    }
  }
  return marks;
}

class Section implements ConfigSection {
  readonly kind: ConfigSection['kind'];
  readonly name: string;
  readonly line: number;
  readonly text: string;
  readonly #defaults: readonly Section[];
  #values: ReadonlyMap<string, ConfigValue> | undefined;

  constructor(
    { kind, name }: Pick<ConfigSection, 'kind' | 'name'>,
    { line, text }: Pick<ConfigSection, 'line' | 'text'>,
    defaults: readonly Section[],
  ) {
    this.kind = kind;
    this.name = name;
    this.line = line;
    this.text = text;
    this.#defaults = defaults;
  }

  get values(): ReadonlyMap<string, ConfigValue> {
    this.#values ??= new Map([...this.#defaults, { values: sectionValues(this.text) }].flatMap(({ values }) => [...values]));
    return this.#values;
  }
}
