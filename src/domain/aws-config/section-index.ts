import type { ConfigSection } from './config-section.ts';
import type { SectionName } from './section-name.ts';

/** So many sections are looked for one by one before it pays to read the titles of all. */
const FEW = 8;
// A header with one of these may mean a name that does not stand in it letter by letter.
const QUOTED = /["'\\]/;

/** Finds sections by what their headers mean; of several with one meaning the last one counts, as in the AWS CLI. */
export class SectionIndex {
  readonly #sections: readonly ConfigSection[];
  #searches = 0;
  #byTitle: ReadonlyMap<string, ConfigSection> | undefined;

  constructor(sections: readonly ConfigSection[]) {
    this.#sections = sections;
  }

  find(kind: SectionName['kind'], name: string): ConfigSection | undefined {
    this.#searches += 1;
    if (this.#byTitle === undefined && this.#searches <= FEW) return this.#search(kind, name);
    return this.#titles().get(`${kind} ${name}`);
  }

  /** The names of all sections of that kind, each once, in the order of the file. */
  names(kind: SectionName['kind']): readonly string[] {
    const start = `${kind} `;
    return [...this.#titles().keys()]
      .filter((title) => title.startsWith(start))
      .map((title) => title.slice(start.length));
  }

  #search(kind: SectionName['kind'], name: string): ConfigSection | undefined {
    return this.#sections.findLast((section) => {
      if (!section.header.includes(name) && !QUOTED.test(section.header)) return false;
      return section.title.kind === kind && section.title.name === name;
    });
  }

  #titles(): ReadonlyMap<string, ConfigSection> {
    this.#byTitle ??= new Map(
      this.#sections.map((section) => {
        const { kind, name } = section.title;
        return [`${kind} ${name}`, section];
      }),
    );
    return this.#byTitle;
  }
}
