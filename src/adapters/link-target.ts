import { lstatSync, readlinkSync } from 'node:fs';
import { dirname, isAbsolute, sep } from 'node:path';

const MOST_LINKS = 40;

/**
 * The path of the file that `path` leads to: itself, or the end of a chain of symbolic links, there or not there yet.
 * A chain that never ends is returned half-way; the system then refuses it with ELOOP.
 */
export function linkTarget(path: string): string {
  let target = path;
  for (let hop = 0; hop < MOST_LINKS; hop += 1) {
    if (lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return target;
    const link = readlinkSync(target);
    // Joined as text: normalising `..` would go wrong where a folder on the way is a link itself.
    target = isAbsolute(link) ? link : `${dirname(target)}${sep}${link}`;
  }
  return target;
}
