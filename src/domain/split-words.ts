/**
 * Splits a command line into its words as a POSIX shell does for plain text: blanks separate, single and double quotes
 * keep together, a backslash takes the next character as it is. Nothing is expanded. Undefined: a quote is left open.
 * @param backslash `plain` where it separates folders (Windows)
 */
export function splitWords(line: string, backslash: 'escape' | 'plain' = 'escape'): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    if (letter === '\\' && backslash === 'escape' && quote !== "'") {
      at += 1;
      word = (word ?? '') + line.charAt(at);
    } else if (quote !== '') {
      if (letter === quote) quote = '';
      else word = (word ?? '') + letter;
    } else if (letter === '"' || letter === "'") {
      quote = letter;
      word ??= '';
    } else if (/\s/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + letter;
    }
  }
  if (word !== undefined) words.push(word);
  return quote === '' ? words : undefined;
}
