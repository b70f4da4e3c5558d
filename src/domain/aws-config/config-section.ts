import type { SectionName } from './section-name.ts';
import { sectionValues } from './section-values.ts';
import type { ConfigValue } from './section-values.ts';

/** One section of a config or credentials file. */
export class ConfigSection {
  /** `other`: a section that the AWS CLI ignores; its name is the whole header. */
  readonly kind: SectionName['kind'] | 'other';
  readonly name: string;
  /** 1-based, of its header. */
  readonly line: number;
  /** The section as it stands in the file, up to the next header. */
  readonly text: string;
  readonly #defaults: readonly ConfigSection[];
  #values: ReadonlyMap<string, ConfigValue> | undefined;

  /** @param defaults sections whose values count where this one has none */
  constructor(
    { kind, name }: Pick<ConfigSection, 'kind' | 'name'>,
    { line, text }: Pick<ConfigSection, 'line' | 'text'>,
    defaults: readonly ConfigSection[],
  ) {
    this.kind = kind;
    this.name = name;
    this.line = line;
    this.text = text;
    this.#defaults = defaults;
  }

  /** Keys in lower case. Read when first asked for: of 5,000 profiles one is needed. */
  get values(): ReadonlyMap<string, ConfigValue> {
    this.#values ??= this.#defaults.length === 0 ? sectionValues(this.text) : this.#withDefaults();
    return this.#values;
  }

  #withDefaults(): ReadonlyMap<string, ConfigValue> {
    return new Map([...this.#defaults.flatMap(({ values }) => [...values]), ...sectionValues(this.text)]);
  }
}
