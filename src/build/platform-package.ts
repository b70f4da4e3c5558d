import { readFileSync } from 'node:fs';
import { type ArchiveFile, tarGz, zip } from './archive.ts';
import { bundledPackages } from './bundled-packages.ts';
import { completionScripts, renderCompletion } from './completion-scripts.ts';
import { loadCommands } from './load-commands.ts';
import { manPage } from './man-page.ts';
import { fileFrom, filesBelow } from './package-list.ts';
import { homepage, inRoot, version } from './place.ts';
import type { Target } from './target.ts';
import { runtimeLicense } from './target-runtime.ts';
import { thirdPartyLicenses } from './third-party-licenses.ts';

/** A file of dist/packages/. */
export interface PackageFile {
  readonly fileName: string;
  readonly content: Uint8Array;
}

interface PlatformInput {
  readonly target: Target;
  /** The finished program and the finished module JpAws for this target, as paths in the checkout. */
  readonly program: string;
  readonly module: string;
  /** The time of all files. */
  readonly date: Date;
  /** See `ArchiveOptions`. */
  readonly level?: number;
}

/** One platform's archive: program, shell integrations, module, completions, manual page, licences. */
export async function platformPackage({
  target,
  program,
  module,
  date,
  level = 9,
}: PlatformInput): Promise<PackageFile> {
  const top = `jpaws-${version}-${target.name}`;
  const files = [
    { ...fileFrom(target.program, program), isExecutable: true },
    ...filesBelow('powershell/JpAws', module),
    ...filesBelow('shells', 'dist', 'shells'),
    ...completions(),
    text('man/jpaws.1', await page(date)),
    text('THIRD-PARTY-LICENSES', packageLicenses(target)),
    text('README.md', withWholeLinks(documentIn('README.md'), `${homepage}/blob/v${version}`)),
    ...['LICENSE', 'CHANGELOG.md'].map((name) => fileFrom(name, name)),
  ].map((file) => ({ ...file, path: `${top}/${file.path}` }));
  const isZip = target.platform === 'win32';
  const content = await (isZip ? zip : tarGz)(files, { date, level });
  return { fileName: `${top}.${isZip ? 'zip' : 'tar.gz'}`, content };
}

/** THIRD-PARTY-LICENSES of a target's program. */
export const packageLicenses = (target: Target): string =>
  thirdPartyLicenses(bundledPackages(), runtimeLicense(target));

const text = (path: string, content: string): ArchiveFile => ({ path, content: Buffer.from(content) });
const documentIn = (...path: readonly string[]): string => readFileSync(inRoot(...path), 'utf8');

/** Of a document in Markdown the links to files of the checkout, which lack in an archive, as links to `base`. */
const withWholeLinks = (markdown: string, base: string): string =>
  markdown.replaceAll(/\]\((?!https?:|#)([^)\s]+)\)/g, `](${base}/$1)`);

function completions(): readonly ArchiveFile[] {
  return completionScripts.map((script) =>
    text(`completions/${script.file}`, renderCompletion(script, documentIn('dist', 'shells', script.script))),
  );
}

async function page(date: Date): Promise<string> {
  const commands = await loadCommands();
  const [errors, settings] = [documentIn('docs', 'errors.md'), documentIn('docs', 'settings.md')];
  return manPage({ version, date, commands, errors, settings });
}
