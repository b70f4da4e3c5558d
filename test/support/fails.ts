import assert from 'node:assert/strict';
import { isError, type ErrorCode, type JpawsError } from '../../src/domain/errors.ts';

/** Waits for the failure with that code and gives it. */
export async function fails<Code extends ErrorCode>(promise: Promise<unknown>, code: Code): Promise<JpawsError<Code>> {
  try {
    await promise;
  } catch (error) {
    if (isError(error, code)) return error;
    throw error;
  }
  return assert.fail(`${code} was expected, but nothing failed`);
}
