import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * The absolute path of a program, or undefined. A bare name is looked for along `searchPath` (PATH), in absolute
 * folders only, so that nothing of the working folder is ever found; a name with a folder must be absolute.
 * @param extensions tried one after the other (Windows: `.exe`)
 */
export function findProgram(
  name: string,
  searchPath: string,
  extensions: readonly string[] = [''],
): string | undefined {
  const isBare = !/[\\/]/.test(name);
  const places = isBare
    ? searchPath
        .split(delimiter)
        .filter(isAbsolute)
        .map((folder) => join(folder, name))
    : [name];
  return places
    .flatMap((place) => extensions.map((extension) => place + extension))
    .find((file) => isAbsolute(file) && isProgram(file));
}
