import { editDistance } from './edit-distance.ts';

const commonPrefixLength = (one: string, other: string): number => {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
};

const wordsOf = (name: string): string[] => name.split(/[-_./: ]+/).filter((word) => word !== '');

/**
 * Names that the person may have meant, best first, at most `most`: those that differ by few letters, those that
 * begin or end like it, and those that share all but the last word (`koa-dev-credentials` → `koa-dev-customer`).
 */
export function nearNames(wanted: string, names: readonly string[], most = 3): string[] {
  const target = wanted.toLowerCase();
  const ranked = names
    .map((name) => ({ name, rank: rankOf(target, name.toLowerCase()) }))
    .filter((candidate): candidate is { name: string; rank: number } => candidate.rank !== undefined)
    .sort((one, other) => one.rank - other.rank || (one.name < other.name ? -1 : 1));
  return ranked.slice(0, most).map(({ name }) => name);
}

function rankOf(target: string, name: string): number | undefined {
  if (name === target) return 0;
  const limit = Math.max(1, Math.floor(target.length / 4));
  const distance = editDistance(target, name, limit);
  if (distance <= limit) return distance;
  if (name.startsWith(target)) return 50;
  if (target.length >= 3 && name.includes(target)) return 60;
  const targetWords = wordsOf(target);
  const nameWords = wordsOf(name);
  const shared = targetWords.findIndex((word, index) => word !== nameWords[index]);
  const sharedWords = shared === -1 ? targetWords.length : shared;
  if (targetWords.length >= 2 && sharedWords >= Math.max(1, targetWords.length - 1)) {
    return 100 - commonPrefixLength(target, name);
  }
  return undefined;
}

/** `; did you mean a, b?`, or nothing when there is nothing near. */
export const didYouMean = (near: readonly string[]): string =>
  near.length === 0 ? '' : `; did you mean ${near.join(', ')}?`;
