const numbersOf = (version: string): readonly number[] => version.split(/[.-]/, 3).map(Number);

/** Below 0 when `one` is the older version, above 0 when it is the newer, 0 when they are the same. What follows the three numbers only parts equal from unequal. */
export function compareVersions(one: string, other: string): number {
  const [ours, theirs] = [numbersOf(one), numbersOf(other)];
  const differences = ours.map((number, at) => number - (theirs[at] ?? 0));
  const first = differences.find((difference) => difference !== 0);
  return first ?? (one === other ? 0 : one < other ? -1 : 1);
}
