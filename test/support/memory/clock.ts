import { setImmediate } from 'node:timers/promises';
import { type Duration, type Instant, instant, later, milliseconds } from '../../../src/domain/units.ts';
import type { Clock } from '../../../src/ports.ts';

/** A clock that stands still but for sleeping, which moves it on at once. */
export class MemoryClock implements Clock {
  time: Instant = instant(Date.UTC(2026, 10, 23, 12, 0, 0));
  readonly slept: Duration[] = [];
  #monotonic = 0;

  now(): Instant {
    return this.time;
  }

  monotonic(): Duration {
    return milliseconds(this.#monotonic);
  }

  pass(time: Duration): void {
    this.time = later(this.time, time);
    this.#monotonic += time;
  }

  /** Everything else that can happen in memory happens first; who is called off by it does not move the clock. */
  async sleep(time: Duration, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    await setImmediate();
    signal?.throwIfAborted();
    this.slept.push(time);
    this.pass(time);
  }
}
