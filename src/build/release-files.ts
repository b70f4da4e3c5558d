import { readFileSync } from 'node:fs';
import { renderFormula } from './formula.ts';
import { galleryPackage } from './gallery-package.ts';
import { filesBelow } from './package-list.ts';
import { homepage, inRoot, license, version } from './place.ts';
import { packageLicenses, type PackageFile, platformPackage } from './platform-package.ts';
import type { Target } from './target.ts';
import { checksumOf } from './write-packages.ts';

/** What is finished, perhaps signed, for one platform. */
export interface Finished {
  readonly target: Target;
  /** The program and the folder of the module JpAws, as paths in the checkout or absolute ones. */
  readonly program: string;
  readonly module: string;
}

interface Writing {
  /** The time of all files. */
  readonly date: Date;
  /** See `ArchiveOptions`. */
  readonly level: number;
}

/**
 * The files of a release: an archive for each platform; with Windows among them the package for the PowerShell Gallery;
 * with all of Homebrew's platforms among them the formula.
 */
export async function releaseFiles(platforms: readonly Finished[], writing: Writing): Promise<readonly PackageFile[]> {
  const files: PackageFile[] = [];
  for (const platform of platforms) files.push(await platformPackage({ ...platform, ...writing }));
  const windows = platforms.find(({ target }) => target.name === 'win-x64');
  if (windows !== undefined) files.push(await packageForGallery(windows, writing));
  const unixes = platforms.filter(({ target }) => target.platform !== 'win32');
  if (unixes.length === 4) files.push(formulaFor(files));
  return files;
}

function packageForGallery({ target, program, module }: Finished, writing: Writing): Promise<PackageFile> {
  return galleryPackage({
    module: new Map(filesBelow('.', module).map(({ path, content }) => [path.replace('./', ''), content])),
    program: readFileSync(inRoot(program)),
    notices: new TextEncoder().encode(packageLicenses(target)),
    ...writing,
  });
}

function formulaFor(files: readonly PackageFile[]): PackageFile {
  const checksums = new Map(files.map((file) => [file.fileName, checksumOf(file)]));
  const text = renderFormula({ version, homepage, license, checksums });
  return { fileName: 'jpaws.rb', content: new TextEncoder().encode(text) };
}
