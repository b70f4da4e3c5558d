import { isBusy } from './system-error.ts';

const WAITS = [10, 20, 40, 80, 160, 320];

const waitFor = (milliseconds: number): unknown =>
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

/**
 * Runs `action` again while Windows refuses it because another program (a virus scanner, an editor) has the file open;
 * gives up after about 0.6 seconds. Elsewhere open files are no hindrance, and a refusal is final.
 */
export function retryWhileBusy<T>(action: () => T, platform: NodeJS.Platform = process.platform): T {
  for (const wait of platform === 'win32' ? WAITS : []) {
    try {
      return action();
    } catch (error) {
      if (!isBusy(error)) throw error;
      waitFor(wait);
    }
  }
  return action();
}
