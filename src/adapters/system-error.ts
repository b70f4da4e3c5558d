import { getSystemErrorMessage } from 'node:util';
import { JpawsError } from '../domain/errors.ts';

interface SystemError extends Error {
  readonly code: string;
  readonly errno: number;
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'syscall' in error && 'errno' in error && 'code' in error;
}

/** The code of a failed system call (`ENOENT`, …); undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  return isSystemError(error) ? error.code : undefined;
}

/** True when the file or a folder on the way to it does not exist. */
export function isMissing(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** True for what Windows says of a file that another program has open, and of one that nobody may change. */
export function isBusy(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'EPERM' || code === 'EACCES' || code === 'EBUSY';
}

/** In words for a person, without the path: `no space left on device (ENOSPC)`. Undefined for what nobody can cause. */
export function reasonOf(error: unknown, platform: NodeJS.Platform = process.platform): string | undefined {
  if (isSystemError(error)) {
    const other = platform === 'win32' && isBusy(error) ? ', or another program has it open' : '';
    return `${getSystemErrorMessage(error.errno)} (${error.code})${other}`;
  }
  const isRefusedPath = error instanceof TypeError && 'code' in error && error.code === 'ERR_INVALID_ARG_VALUE';
  return isRefusedPath ? 'no file can have this name' : undefined;
}

/**
 * Runs `action` on `file`; a failed system call in it becomes the error of that code.
 * @throws FILE_UNREADABLE or FILE_UNWRITABLE, as asked; other errors pass through
 */
export function named<T>(code: 'FILE_UNREADABLE' | 'FILE_UNWRITABLE', file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new JpawsError(code, { file, reason }, { cause: error });
  }
}
