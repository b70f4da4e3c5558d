import type { Fault, FaultRule } from './fault-rule.ts';

/** What happens to one request. */
export interface PickedFault {
  /** Milliseconds. */
  readonly delay: number;
  readonly fault: Fault | undefined;
}

export type FaultPicker = (rules: readonly FaultRule[], request: { method: string; path: string }) => PickedFault;

const matches = (rule: FaultRule, { method, path }: { method: string; path: string }): boolean =>
  (rule.method === undefined || rule.method === method) &&
  (rule.path.endsWith('*') ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path);

/**
 * Picks faults and counts, rule by rule, how many requests have matched: a rule that is put in anew starts at zero.
 * All delays that are due add up; of the other faults the first one due decides.
 */
export function createFaultPicker(): FaultPicker {
  const seen = new WeakMap<FaultRule, number>();
  const isDue = (rule: FaultRule): boolean => {
    const before = seen.get(rule) ?? 0;
    seen.set(rule, before + 1);
    const skip = rule.skip ?? 0;
    return before >= skip && before < skip + (rule.times ?? Infinity);
  };
  return (rules, request) => {
    const due = rules.filter((rule) => matches(rule, request) && isDue(rule)).map((rule) => rule.fault);
    const delay = due.reduce((sum, fault) => (fault.kind === 'delay' ? sum + fault.milliseconds : sum), 0);
    return { delay, fault: due.find((fault) => fault.kind !== 'delay') };
  };
}
