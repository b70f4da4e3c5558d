// Lower is better; undefined: no match.
function rankOfWord(text: string, word: string): number | undefined {
  const at = text.indexOf(word);
  if (at === 0) return 0;
  if (at > 0) return /[\p{L}\p{N}]/u.test(text.charAt(at - 1)) ? 2 : 1;
  return isSubsequence(text, word) ? 3 : undefined;
}

function isSubsequence(text: string, word: string): boolean {
  let from = 0;
  for (const letter of word) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + letter.length;
  }
  return true;
}

/**
 * The items whose text matches what was typed, best first and otherwise in their order. Each typed word must match:
 * at the start, at the start of a word, anywhere, or at least letter after letter (`kdvc` finds `koa-dev-customer`).
 */
export function fuzzyRank<Item>(items: readonly Item[], typed: string, textOf: (item: Item) => string): Item[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const ranked = items.flatMap((item) => {
    const text = textOf(item).toLowerCase();
    const ranks = words.map((word) => rankOfWord(text, word));
    return ranks.includes(undefined) ? [] : [{ item, rank: ranks.reduce<number>((sum, rank) => sum + (rank ?? 0), 0) }];
  });
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ item }) => item);
}
