/**
 * Edit distance with transpositions of neighbours (optimal string alignment): the number of letters to insert,
 * delete, replace or swap. Gives `limit + 1` as soon as the distance must be greater than `limit`.
 */
export function editDistance(one: string, other: string, limit: number): number {
  const [a, b] = [[...one], [...other]];
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let best = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + cost);
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) best = Math.min(best, at(before, column - 2) + 1);
      current.push(best);
    }
    if (Math.min(...current) > limit) return limit + 1;
    [before, last] = [last, current];
  }
  return Math.min(at(last, b.length), limit + 1);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY;

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
