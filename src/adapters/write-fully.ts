import { writeSync } from 'node:fs';
import { JpawsError } from '../domain/errors.ts';
import { reasonOf, systemCode } from './system-error.ts';

const STDERR = 2;

/**
 * Writes the whole text to an open file, pipe or terminal before it returns; Node's own streams cost more to make
 * than the hot path takes. A reader that has gone away wants no more of it, which is no failure; and where stderr
 * takes nothing, there is no place left to say so.
 * @throws OUTPUT_UNWRITABLE
 */
export function writeFully(fd: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      const code = systemCode(error);
      if (code === 'EPIPE' || (fd === STDERR && code !== 'EAGAIN')) return;
      // A pipe that another process has made non-blocking is full: its reader needs a moment.
      if (code !== 'EAGAIN') throw new JpawsError('OUTPUT_UNWRITABLE', { reason: reasonOf(error) ?? 'unknown' });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}
