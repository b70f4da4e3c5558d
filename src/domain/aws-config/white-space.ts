/** Between these two no ASCII character is white space. */
export const SPACE = 0x20;
export const DELETE = 0x7f;

/**
 * True for a UTF-16 code that Python's `str.isspace` counts as white space: the AWS CLI trims its files with
 * `str.strip`, which differs from JavaScript's `trim` in U+001C to U+001F, U+0085 and U+FEFF.
 */
function isWhiteSpace(code: number): boolean {
  if (code > SPACE && code < DELETE) return false;
  if (code <= SPACE) return code === SPACE || (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x1f);
  return code === 0x85 || code === 0xa0 || (code >= 0x1680 && isWideSpace(code));
}

function isWideSpace(code: number): boolean {
  if (code >= 0x2000 && code <= 0x200a) return true;
  return code === 0x1680 || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}

/** The first index from `from` up to `to` that holds no white space, or `to`. */
export function skipWhiteSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isWhiteSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** The index after the last character between `from` and `to` that is no white space, or `from`. */
export function dropWhiteSpace(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && isWhiteSpace(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** The part between two indices without the white space around it. */
export function trimmed(text: string, from: number, to: number): string {
  const start = skipWhiteSpace(text, from, to);
  return text.slice(start, dropWhiteSpace(text, start, to));
}
