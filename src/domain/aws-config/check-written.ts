import { JpawsError } from '../errors.ts';
import { sectionHeader } from './section-name.ts';
import type { Flavour, SectionName } from './section-name.ts';
import { DEFAULTS_HEADER } from './config-section.ts';
import { trimmed } from './white-space.ts';

/** A key of a section, or the key of a block and a key inside of it: `['s3', 'addressing_style']`. */
export type ConfigKey = readonly [key: string] | readonly [block: string, key: string];

// Everything that Python takes as the end of a line, in a file or in a block (str.splitlines), and NUL.
// eslint-disable-next-line no-control-regex -- these are what must not get into the file
const LINE_BREAK = /[\0\n\v\f\r\x1c-\x1e\x85\u2028\u2029]/;

const refused = (what: string, reason: string) => new JpawsError('CONFIG_VALUE_REFUSED', { what, reason });

/**
 * Makes sure that the key and the value come back from the file as they are.
 * The error names the key only when it is harmless, and never the value.
 * @throws CONFIG_VALUE_REFUSED
 */
export function checkEntry(path: ConfigKey, value: string): void {
  path.forEach((key) => checkKey(key));
  const what = `the value of ${path.join('.')}`;
  if (LINE_BREAK.test(value)) throw refused(what, 'has a line break or a NUL in it');
  if (trimmed(value, 0, value.length) !== value) throw refused(what, 'begins or ends with white space');
}

function checkKey(key: string): void {
  if (key === '') throw refused('a key', 'is empty');
  if (LINE_BREAK.test(key)) throw refused('a key', 'has a line break or a NUL in it');
  if (trimmed(key, 0, key.length) !== key) throw refused('a key', 'begins or ends with white space');
  if (/[=:]|^[[#;]/.test(key)) throw refused('a key', 'has = or : in it, or begins with [ # or ;');
}

/** The header of a section to be written. @throws CONFIG_VALUE_REFUSED for a name that the file cannot hold */
export function checkedHeader(section: SectionName, flavour: Flavour): string {
  const what = `the name of a ${section.kind}`;
  if (section.name === '') throw refused(what, 'is empty');
  if (LINE_BREAK.test(section.name)) throw refused(what, 'has a line break or a NUL in it');
  const header = sectionHeader(section, flavour);
  if (header === DEFAULTS_HEADER) throw refused(what, `is ${DEFAULTS_HEADER}, which means all sections at once`);
  return header;
}
