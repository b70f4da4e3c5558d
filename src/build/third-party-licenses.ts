import { readFileSync, readdirSync } from 'node:fs';
import { BuildError } from './build-error.ts';
import { inRoot } from './place.ts';

interface BundledPackage {
  /** `yargs 18.2.0 (MIT)`. */
  readonly title: string;
  /** Whose it is and under which terms: equal for packages of one repository. */
  readonly source: string;
  /** Its licence, and its notice where it has one; empty when it brings neither. */
  readonly text: string;
}

const RULE = `\n${'-'.repeat(80)}\n\n`;

/**
 * THIRD-PARTY-LICENSES: the licence texts of all packages in the bundle, each text once, and that of Node.
 * @param folders of the packages, relative to the checkout
 * @param runtime see `runtimeLicense`
 * @throws BuildError when there is no licence text for a package
 */
export function thirdPartyLicenses(folders: readonly string[], runtime: string): string {
  const packages = folders.map(readPackage);
  const titles = new Map<string, string[]>();
  for (const { title, source, text } of packages) {
    // Some packages of the AWS SDK leave out the file that their sisters bring.
    const words = text === '' ? packages.find((sister) => sister.source === source && sister.text !== '')?.text : text;
    if (words === undefined) throw new BuildError(`there is no licence text for ${title}`);
    titles.set(words, [...(titles.get(words) ?? []), title]);
  }
  const sections = [...titles].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`);
  return ['The program jpaws holds the following works of others.\n', ...sections, runtime].join(RULE);
}

function readPackage(folder: string): BundledPackage {
  const { name, version, license, repository } = JSON.parse(readFileSync(inRoot(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license: string;
    readonly repository?: string | { readonly url: string };
  };
  const texts = readdirSync(inRoot(folder))
    .filter((file) => /^(?:licen[cs]e|copying|notice)\b/i.test(file))
    .sort()
    .map((file) => tidy(readFileSync(inRoot(folder, file), 'utf8')));
  const url = typeof repository === 'object' ? repository.url : (repository ?? name);
  return { title: `${name} ${version} (${license})`, source: `${license} ${url}`, text: texts.join('\n\n') };
}

const tidy = (text: string): string => text.replaceAll('\r\n', '\n').trimEnd().replace(/^\n+/, '');
