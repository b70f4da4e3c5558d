/** A change to a shell's environment: names to remove, then names to set. A name stands in it once. */
export interface EnvChange {
  readonly unset: readonly string[];
  readonly set: readonly (readonly [name: string, value: string])[];
}

const byText = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** The same change in the order of the contract: each list sorted by name (code units, the same on every machine). */
export function sortEnvChange(change: EnvChange): EnvChange {
  return {
    unset: change.unset.toSorted(byText),
    set: change.set.toSorted(([one], [other]) => byText(one, other)),
  };
}
