/** A file of unknown encoding as text with one character for each of its code units, and the way back. */
export interface FileForm {
  /** Without the byte order mark. Only what is ASCII in it may be understood. */
  readonly text: string;
  /** The bytes of such a text in the file's encoding, byte order mark included. */
  readonly encode: (text: string) => Uint8Array;
  /** A text of ours as it stands in `text`. */
  readonly inUnits: (words: string) => string;
  /** A part of `text` as people read it. */
  readonly inWords: (part: string) => string;
}

const UTF8_MARK = [0xef, 0xbb, 0xbf];
const BIG_ENDIAN_MARK = [0xfe, 0xff];
const LITTLE_ENDIAN_MARK = [0xff, 0xfe];
const UTF32_MARKS = [
  [0xff, 0xfe, 0, 0],
  [0, 0, 0xfe, 0xff],
];

const begins = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, at) => bytes[at] === byte);

/**
 * Takes the bytes of a text file apart: UTF-16 of either order by its byte order mark, everything else byte by byte
 * (UTF-8, Latin-1, what is neither). `encode(text)` gives the same bytes again, whatever they were.
 * @returns a `problem` as a sentence for what has no such form
 */
export function fileForm(bytes: Uint8Array): FileForm | { readonly problem: string } {
  if (UTF32_MARKS.some((mark) => begins(bytes, mark))) return { problem: 'it is UTF-32 text' };
  if (begins(bytes, LITTLE_ENDIAN_MARK)) return wideForm(bytes, { mark: LITTLE_ENDIAN_MARK, high: 1 });
  if (begins(bytes, BIG_ENDIAN_MARK)) return wideForm(bytes, { mark: BIG_ENDIAN_MARK, high: 0 });
  const mark = begins(bytes, UTF8_MARK) ? UTF8_MARK : [];
  return {
    text: textOf(bytes.subarray(mark.length)),
    encode: (text) => {
      const encoded = new Uint8Array(mark.length + text.length);
      encoded.set(mark);
      for (let at = 0; at < text.length; at += 1) encoded[mark.length + at] = text.charCodeAt(at);
      return encoded;
    },
    inUnits: (words) => textOf(new TextEncoder().encode(words)),
    inWords: wordsOf,
  };
}

/** @param high where the high byte of a pair is: 0 or 1 */
function wideForm(
  bytes: Uint8Array,
  { mark, high }: { mark: readonly number[]; high: 0 | 1 },
): FileForm | { readonly problem: string } {
  if (bytes.length % 2 === 1) return { problem: 'it is UTF-16 text that ends within a character' };
  const units = new Uint16Array(bytes.length / 2 - 1);
  for (let at = 0; at < units.length; at += 1) {
    units[at] = ((bytes[2 * at + 2 + high] ?? 0) << 8) | (bytes[2 * at + 3 - high] ?? 0);
  }
  return {
    text: textOf(units),
    encode: (text) => {
      const encoded = new Uint8Array(2 * text.length + 2);
      encoded.set(mark);
      for (let at = 0; at < text.length; at += 1) {
        encoded[2 * at + 2 + high] = text.charCodeAt(at) >> 8;
        encoded[2 * at + 3 - high] = text.charCodeAt(at) & 0xff;
      }
      return encoded;
    },
    inUnits: (words) => words,
    inWords: (part) => part,
  };
}

/** The text of UTF-8 bytes; what is something else stays byte by byte. */
function wordsOf(part: string): string {
  const hex = (byte: string): string => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
  try {
    return decodeURIComponent(part.replaceAll(/[%\x80-\xff]/g, hex));
  } catch {
    return part;
  }
}

/** As many characters at once as a call may have arguments. */
const PIECE = 8192;

function textOf(units: Uint8Array | Uint16Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < units.length; at += PIECE) {
    pieces.push(String.fromCharCode(...units.subarray(at, at + PIECE)));
  }
  return pieces.join('');
}
