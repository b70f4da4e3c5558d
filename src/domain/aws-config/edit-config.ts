import { checkEntry } from './check-written.ts';
import type { ConfigKey } from './check-written.ts';
import { ConfigDraft } from './config-draft.ts';
import { parse } from './parse-config.ts';
import type { Flavour, SectionName } from './section-name.ts';

export type { ConfigKey } from './check-written.ts';
export type { SectionName } from './section-name.ts';

/** A change of one section. The section is the one that the AWS CLI reads under that name. */
export type ConfigEdit =
  | { readonly op: 'set'; readonly section: SectionName; readonly values: readonly (readonly [ConfigKey, string])[] }
  | { readonly op: 'unset'; readonly section: SectionName; readonly keys: readonly ConfigKey[] }
  | { readonly op: 'removeSection'; readonly section: SectionName };

/**
 * Changes values of a config file in place. A changed line reads `key = value` as the AWS CLI writes it; every
 * other byte stays: comments, order, blank lines, line ends, a byte order mark, a last line without an end.
 * A value that is there already changes nothing.
 * @param file its path, for messages
 * @returns the new text, which differs from the old one only when a value does
 * @throws CONFIG_BROKEN when the file cannot be read
 * @throws CONFIG_VALUE_REFUSED for a name, key or value that the file cannot hold; the value is not told
 */
export function editConfig(text: string, edits: readonly ConfigEdit[], file: string): string {
  return edit(text, edits, { file, flavour: 'config' });
}

/**
 * The same for a credentials file, whose sections are all of the kind `profile`. jpaws writes no credentials files;
 * the public cases of the AWS CLI's writer are written in this flavour.
 * @internal
 */
export function editCredentials(text: string, edits: readonly ConfigEdit[], file: string): string {
  return edit(text, edits, { file, flavour: 'credentials' });
}

function edit(text: string, edits: readonly ConfigEdit[], source: { file: string; flavour: Flavour }): string {
  const draft = new ConfigDraft(parse(text, source), source.flavour);
  for (const change of edits) {
    if (change.op === 'set') {
      change.values.forEach(([key, value]) => checkEntry(key, value));
      draft.set(change.section, change.values);
    } else if (change.op === 'unset') {
      draft.unset(change.section, change.keys);
    } else {
      draft.removeSection(change.section);
    }
  }
  return draft.text();
}
