// Lower is better; undefined: no match. Scattered letters count by how far they are apart.
function rankOfWord(text: string, word: string): number | undefined {
  const at = text.indexOf(word);
  if (at === 0) return 0;
  if (at > 0) return /[\p{L}\p{N}]/u.test(text.charAt(at - 1)) ? 2 : 1;
  const span = spanOfLetters(text, word);
  return span === undefined ? undefined : 3 + span / (text.length + 1);
}

function spanOfLetters(text: string, word: string): number | undefined {
  const first = text.indexOf(word.charAt(0));
  let end = first;
  for (const letter of word) {
    const at = text.indexOf(letter, end);
    if (at < 0) return undefined;
    end = at + letter.length;
  }
  return end - first;
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
