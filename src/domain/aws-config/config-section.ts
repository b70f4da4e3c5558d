import { sectionName } from './section-name.ts';
import type { Flavour, SectionName } from './section-name.ts';
import { sectionValues } from './section-values.ts';
import type { ConfigValue } from './section-values.ts';

/** What all sections of a file have in common. */
export interface SectionFile {
  readonly text: string;
  readonly flavour: Flavour;
  /** Sections whose values count where another one has none; known when the whole file has been read. */
  readonly defaults: ConfigSection[];
}

/** Its values hold for every section: a rule of Python's configparser, and so one of the AWS CLI. */
export const DEFAULTS_HEADER = 'DEFAULT';

/** One section of a config or credentials file. What it holds is read when it is first asked for: of 5,000 one is needed. */
export class ConfigSection {
  /** What stands between the brackets. */
  readonly header: string;
  readonly start: number;
  /** The start of the next section, or the end of the file. */
  end: number;
  readonly #file: SectionFile;
  #values: ReadonlyMap<string, ConfigValue> | undefined;

  constructor(file: SectionFile, header: string, start: number) {
    this.#file = file;
    this.header = header;
    this.start = start;
    this.end = file.text.length;
    if (this.#isDefaults) file.defaults.push(this);
  }

  /** `other`: a section that the AWS CLI ignores; its name is the whole header. */
  get title(): SectionName | { readonly kind: 'other'; readonly name: string } {
    return this.#isDefaults ? { kind: 'other', name: this.header } : sectionName(this.header, this.#file.flavour);
  }

  /** The section as it stands in the file, up to the next header. */
  get text(): string {
    return this.#file.text.slice(this.start, this.end);
  }

  /** Keys in lower case. */
  get values(): ReadonlyMap<string, ConfigValue> {
    this.#values ??= this.#isDefaults ? sectionValues(this.text) : this.#withDefaults();
    return this.#values;
  }

  get #isDefaults(): boolean {
    return this.header === DEFAULTS_HEADER;
  }

  #withDefaults(): ReadonlyMap<string, ConfigValue> {
    const own = sectionValues(this.text);
    const { defaults } = this.#file;
    return defaults.length === 0 ? own : new Map([...defaults.flatMap(({ values }) => [...values]), ...own]);
  }
}
