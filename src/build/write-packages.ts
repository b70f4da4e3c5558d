import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './place.ts';
import type { PackageFile } from './platform-package.ts';

/** Makes dist/packages/ hold these files, SHA256SUMS (as `sha256sum` writes it) and nothing else. */
export function writePackages(files: readonly PackageFile[]): void {
  const folder = inRoot('dist', 'packages');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { fileName, content } of files) writeFileSync(join(folder, fileName), content);
  writeFileSync(join(folder, 'SHA256SUMS'), checksums(files));
}

/** A line `DIGEST  NAME` for each file, by name. @internal */
export function checksums(files: readonly PackageFile[]): string {
  return files
    .map((file) => `${checksumOf(file)}  ${file.fileName}\n`)
    .sort((a, b) => (a.slice(64) < b.slice(64) ? -1 : 1))
    .join('');
}

/** SHA-256 in hex. */
export const checksumOf = ({ content }: PackageFile): string => createHash('sha256').update(content).digest('hex');
