import type { ConfigFile } from '../../../src/domain/aws-config/parse-config.ts';

export type PlainValues = Record<string, string | Record<string, string>>;
export type PlainSections = Record<string, PlainValues>;

const plain = (values: ReadonlyMap<string, string | ReadonlyMap<string, string>>): PlainValues =>
  Object.fromEntries(
    [...values].map(([key, value]) => [key, typeof value === 'string' ? value : Object.fromEntries(value)]),
  );

/** The sections of one kind by name, for comparing; of two with one name the last counts. */
export const sectionsOf = (config: ConfigFile, kind: ConfigFile['sections'][number]['title']['kind']): PlainSections =>
  Object.fromEntries(
    config.sections.filter(({ title }) => title.kind === kind).map(({ title, values }) => [title.name, plain(values)]),
  );
