import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { JpawsError } from '../domain/errors.ts';
import { retryWhileBusy } from './busy-file.ts';
import { isMissing, named } from './system-error.ts';

const LARGEST = 64 * 2 ** 20;

// Without O_NONBLOCK, opening a named pipe waits for its other end. (Windows lacks the flags: undefined counts as 0.)
const READ_NOW = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/** `AWS_CONFIG_FILE=/dev/null` is how scripts say "no configuration"; the AWS CLI takes it so too. */
const isNullDevice = (path: string): boolean => realpathSync(path) === '/dev/null';

function refuse(file: string, reason: string): never {
  throw new JpawsError('FILE_UNREADABLE', { file, reason });
}

function readOpened(fd: number, path: string): Buffer | undefined {
  const found = fstatSync(fd);
  if (found.isDirectory()) refuse(path, 'it is a folder');
  if (!found.isFile()) return isNullDevice(path) ? undefined : refuse(path, 'it is not a regular file');
  if (found.size > LARGEST) refuse(path, 'it is larger than 64 MiB');
  return readFileSync(fd);
}

function openIfThere(path: string): number | undefined {
  try {
    return retryWhileBusy(() => openSync(path, READ_NOW));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The bytes of a regular file of at most 64 MiB, or undefined when there is none. @throws FILE_UNREADABLE */
export function readBytes(path: string): Buffer | undefined {
  return named('FILE_UNREADABLE', path, () => {
    const fd = openIfThere(path);
    if (fd === undefined) return undefined;
    try {
      return readOpened(fd, path);
    } finally {
      closeSync(fd);
    }
  });
}

/** The same as text, a BOM included. @throws FILE_UNREADABLE also when it is not UTF-8 */
export function readText(path: string): string | undefined {
  const bytes = readBytes(path);
  if (bytes === undefined) return undefined;
  return isUtf8(bytes) ? bytes.toString('utf8') : refuse(path, 'it is not UTF-8 text');
}
