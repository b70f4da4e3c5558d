import type { Duration } from '../domain/units.ts';

// A longer gap between two looks means that the watcher itself stood still (Ctrl-Z, a laptop asleep) and saw nothing.
const LONGEST_GAP = 500;

/**
 * Measures how long a value has not changed, by the watcher's own monotonic clock and only while it watches. The
 * clocks of the machine that changes it, and of the file server between, may be wrong.
 * @returns a function to call at each look, a few times a second: given the value, it tells the silence in milliseconds
 */
export function watchSilence(monotonic: () => Duration): (value: string) => number {
  let last: { readonly value: string; readonly at: Duration; readonly silence: number } | undefined;
  return (value) => {
    const at = monotonic();
    const silence = last?.value === value ? last.silence + Math.min(at - last.at, LONGEST_GAP) : 0;
    last = { value, at, silence };
    return silence;
  };
}
