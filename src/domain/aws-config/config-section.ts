import type { SectionName } from './section-name.ts';
import { sectionValues } from './section-values.ts';
import type { ConfigValue } from './section-values.ts';

/** Where a section stands in its file. */
export interface SectionPlace {
  readonly source: string;
  /** 1-based, of the header. */
  readonly line: number;
  readonly start: number;
  /** The start of the next section, or the end of the file. */
  readonly end: number;
}

/** One section of a config or credentials file. */
export class ConfigSection {
  /** `other`: a section that the AWS CLI ignores; its name is the whole header. */
  readonly kind: SectionName['kind'] | 'other';
  readonly name: string;
  readonly #place: SectionPlace;
  readonly #defaults: readonly ConfigSection[];
  #values: ReadonlyMap<string, ConfigValue> | undefined;

  /** @param defaults sections whose values count where this one has none */
  constructor(title: Pick<ConfigSection, 'kind' | 'name'>, place: SectionPlace, defaults: readonly ConfigSection[]) {
    this.kind = title.kind;
    this.name = title.name;
    this.#place = place;
    this.#defaults = defaults;
  }

  /** 1-based, of its header. */
  get line(): number {
    return this.#place.line;
  }

  /** The section as it stands in the file, up to the next header. */
  get text(): string {
    return this.#place.source.slice(this.#place.start, this.#place.end);
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
