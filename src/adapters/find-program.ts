import { accessSync, constants, lstatSync, realpathSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { isMissing } from './system-error.ts';

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return isFile(file);
  } catch {
    return false;
  }
}

/**
 * An alias of Windows' Store, such as `WindowsApps\pwsh.exe`, can be run and not followed: it counts as a file.
 * @throws system errors
 */
function isFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch (error) {
    if (isMissing(error)) throw error;
    return lstatSync(file).isSymbolicLink();
  }
}

/** The path without links; the path itself where it cannot be followed. */
export function programFile(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/**
 * The absolute paths of a program. A bare name is looked for along `searchPath` (PATH), in absolute folders only, so
 * that nothing of the working folder is ever found; a name with a folder must be absolute.
 * @param extensions tried one after the other (Windows: `.exe`)
 */
function* placesOf(name: string, searchPath: string, extensions: readonly string[]): Generator<string> {
  const isBare = !/[\\/]/.test(name);
  const places = isBare
    ? searchPath
        .split(delimiter)
        .filter(isAbsolute)
        .map((folder) => join(folder, name))
    : [name];
  for (const place of places) {
    for (const file of extensions.map((extension) => place + extension)) {
      if (isAbsolute(file) && isProgram(file)) yield file;
    }
  }
}

/** The first of the places where a program is, or undefined; see `placesOf`. */
export const findProgram = (
  name: string,
  searchPath: string,
  extensions: readonly string[] = [''],
): string | undefined => placesOf(name, searchPath, extensions).next().value;

/** All of them. */
export const findPrograms = (name: string, searchPath: string, extensions: readonly string[] = ['']): string[] => [
  ...placesOf(name, searchPath, extensions),
];
