import { JpawsError } from '../errors.ts';
import { ConfigSection } from './config-section.ts';
import type { SectionPlace } from './config-section.ts';
import { KeyWatch } from './key-watch.ts';
import { LineCursor } from './line-cursor.ts';
import { sectionName } from './section-name.ts';
import type { Flavour } from './section-name.ts';

/** A config or credentials file as the AWS CLI reads it. */
export interface ConfigFile {
  /** Its path, for messages. */
  readonly file: string;
  /** What stands before the first section: blank lines, comments, a byte order mark. */
  readonly preamble: string;
  /** In the order of the file, those included that the AWS CLI ignores. */
  readonly sections: readonly ConfigSection[];
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

/** Either of the two, as the flavour says. */
export function parse(text: string, { file, flavour }: { file: string; flavour: Flavour }): ConfigFile {
  const marks = headerMarks(text, file);
  const defaults: ConfigSection[] = [];
  const sections = marks.map((mark) => {
    if (mark.header !== DEFAULTS_HEADER) return new ConfigSection(sectionName(mark.header, flavour), mark, defaults);
    const section = new ConfigSection({ kind: 'other', name: mark.header }, mark, []);
    defaults.push(section);
    return section;
  });
  return { file, preamble: text.slice(0, marks[0]?.start), sections };
}

interface HeaderMark extends SectionPlace {
  readonly header: string;
  end: number;
}

/** Finds all headers, and makes sure on the way that no line is broken and nothing stands twice. */
function headerMarks(text: string, file: string): readonly HeaderMark[] {
  const marks = new Map<string, HeaderMark>();
  const cursor = new LineCursor(text);
  const keys = new KeyWatch();
  let last: HeaderMark | undefined;
  const broken = (reason: string) => new JpawsError('CONFIG_BROKEN', { file, line: cursor.line, reason });
  while (cursor.next()) {
    if (cursor.kind === 'option') {
      if (!keys.isNew(cursor)) throw broken('gives a key again that its section has already');
    } else if (cursor.kind === 'header') {
      const { line, start } = cursor;
      if (last !== undefined) last.end = start;
      last = { header: cursor.header(), source: text, line, start, end: text.length };
      const first = marks.get(last.header);
      if (first !== undefined) throw broken(`begins the section of line ${first.line} again; join the two`);
      marks.set(last.header, last);
      keys.startSection();
    } else if (cursor.kind === 'broken') {
      throw broken(cursor.problem);
    }
  }
  return [...marks.values()];
}
