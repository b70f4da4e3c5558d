import { instant, milliseconds } from '../domain/units.ts';
import type { Duration } from '../domain/units.ts';
import type { Clock } from '../ports.ts';

// setTimeout fires at once when it is given more than a signed 32-bit number of milliseconds.
const LONGEST_TIMER = 2 ** 31 - 1;

// process.hrtime and not performance.now: the first use of the latter loads a module for most of a millisecond.
function monotonic(): Duration {
  const [seconds, nanoseconds] = process.hrtime();
  return milliseconds(seconds * 1000 + nanoseconds / 1e6);
}

function sleep(time: Duration, signal?: AbortSignal): Promise<void> {
  const end = monotonic() + time;
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const goOn = (): void => {
      const rest = end - monotonic();
      if (rest > 0) {
        timer = setTimeout(goOn, Math.min(rest, LONGEST_TIMER));
      } else {
        signal?.removeEventListener('abort', abort);
        resolve();
      }
    };
    if (signal?.aborted === true) return abort();
    signal?.addEventListener('abort', abort, { once: true });
    timer = setTimeout(goOn, Math.max(0, Math.min(time, LONGEST_TIMER)));
  });
}

/** The machine's clocks and timers. `sleep` leaves neither a timer nor a listener behind, however it ends. */
export function createClock(): Clock {
  return { now: () => instant(Date.now()), monotonic, sleep };
}
