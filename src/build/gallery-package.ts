import { readFileSync } from 'node:fs';
import { zip } from './archive.ts';
import { releaseNotes } from './changelog.ts';
import { nupkg } from './nupkg.ts';
import { inRoot, version } from './place.ts';

interface GalleryInput {
  /** The module's files by their paths in its folder, with `/`. */
  readonly module: ReadonlyMap<string, Uint8Array>;
  /** jpaws.exe for Windows x64, signed or not. */
  readonly program: Uint8Array;
  /** The licences of the parts that are bundled in the program. */
  readonly notices: Uint8Array;
  /** The time of every file in the package. */
  readonly date: Date;
  /** See `ArchiveOptions`. */
  readonly level?: number;
}

/** A package for the PowerShell Gallery, as a file. */
interface GalleryPackage {
  readonly fileName: string;
  readonly content: Buffer;
}

/**
 * The module JpAws with the program for Windows beside it, where Program.ps1 looks for it. People on macOS and Linux
 * take the program from elsewhere: one package that held all programs would be five times as large for everyone.
 */
export async function galleryPackage(input: GalleryInput): Promise<GalleryPackage> {
  const files = new Map([
    ...input.module,
    ['LICENSE.txt', readFileSync(inRoot('LICENSE'))],
    ['THIRD-PARTY-LICENSES.txt', input.notices],
    ['bin/win-x64/jpaws.exe', input.program],
  ]);
  const notes = releaseNotes(readFileSync(inRoot('CHANGELOG.md'), 'utf8'), version);
  const { fileName, entries } = nupkg({ files, name: 'JpAws', releaseNotes: notes });
  const archived = [...entries].map(([path, content]) => ({ path, content }));
  const { date, level = 9 } = input;
  return { fileName, content: await zip(archived, { date, level }) };
}
