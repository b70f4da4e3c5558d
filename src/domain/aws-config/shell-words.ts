const SEPARATORS = ' \t\r\n';

/**
 * Splits a section header into words as Python's `shlex.split` does, with which the AWS CLI reads headers:
 * quotes of both kinds hold white space, a backslash takes the next character as it is (between double quotes
 * only `"` and itself).
 * @returns the words, or undefined when a quote or a backslash is left open
 */
export function shellWords(text: string): readonly string[] | undefined {
  if (!/["'\\\r\n\t]/.test(text)) return text.split(' ').filter((word) => word !== '');
  const words: string[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && SEPARATORS.includes(text.charAt(at))) at += 1;
    if (at === text.length) return words;
    const word = readWord(text, at);
    if (word === undefined) return undefined;
    words.push(word.value);
    at = word.end;
  }
}

interface Part {
  readonly value: string;
  readonly end: number;
}

function readWord(text: string, start: number): Part | undefined {
  let value = '';
  let at = start;
  while (at < text.length && !SEPARATORS.includes(text.charAt(at))) {
    const part = readPart(text, at);
    if (part === undefined) return undefined;
    value += part.value;
    at = part.end;
  }
  return { value, end: at };
}

function readPart(text: string, at: number): Part | undefined {
  const first = text.charAt(at);
  if (first === '"') return readDoubleQuoted(text, at + 1);
  if (first === "'") {
    const close = text.indexOf("'", at + 1);
    return close === -1 ? undefined : { value: text.slice(at + 1, close), end: close + 1 };
  }
  if (first !== '\\') return { value: first, end: at + 1 };
  return at + 1 === text.length ? undefined : { value: text.charAt(at + 1), end: at + 2 };
}

function readDoubleQuoted(text: string, start: number): Part | undefined {
  let value = '';
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') return { value, end: at + 1 };
    const isEscape = character === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\');
    if (isEscape) at += 1;
    value += text.charAt(at);
  }
  return undefined;
}
