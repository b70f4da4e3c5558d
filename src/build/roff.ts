/** Signs that roff reads as something else than what they are on a keyboard (groff_char(7), "Fundamental characters"). */
const SIGNS: Readonly<Record<string, string>> = {
  '\\': '\\(rs',
  '-': '\\-',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
  '"': '\\(dq',
};

/** A text as roff shows it, sign for sign, also at the start of a line; line breaks become blanks. */
export function plain(text: string): string {
  const signs = [...text.replaceAll(/\s*\n\s*/g, ' ')].map((sign) => {
    const point = sign.codePointAt(0) ?? 0;
    return SIGNS[sign] ?? (point < 0x80 ? sign : `\\[u${point.toString(16).toUpperCase().padStart(4, '0')}]`);
  });
  const written = signs.join('');
  return written.startsWith('.') ? `\\&${written}` : written;
}

export const bold = (text: string): string => `\\fB${undivided(text)}\\fR`;
export const italic = (text: string): string => `\\fI${undivided(text)}\\fR`;

/** What can be typed: no word of it is divided at the end of a line. */
const undivided = (text: string): string => plain(text).replaceAll(/(?<=^| )(?=[^ ])/g, '\\%');

/** Marked-up text in brackets. The mark against dividing has to stand first, or it would invite it. */
export const optional = (marked: string): string => `\\%[${marked.replaceAll('\\%', '')}]`;

/** What a cell or sentence of our documents says: code and the texts of links are bold. */
export function fromMarkdown(text: string): string {
  const words = text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '`$1`');
  return words
    .split('`')
    .map((part, at) => (at % 2 === 1 ? bold(part) : plain(part)))
    .join('')
    .replaceAll(/(?<=\S\\fB)\\%/g, '');
}
