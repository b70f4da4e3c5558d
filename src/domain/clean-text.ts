// A terminal acts on these up to their end, so they go as a whole: CSI (colours, cursor), OSC (title, clipboard, links)
// and the other strings that a terminator closes. None reads past the start of another: linear in the text.
const sequences = [
  String.raw`(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]`,
  String.raw`(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u0090\u0098\u009c-\u009f]*(?:\u0007|\u001b\\|\u009c)`,
  String.raw`\u001b[ -/]*[0-~]`,
];
const escapeSequence = new RegExp(sequences.join('|'), 'gu');

const lineBreakOrTab = /(?:\r\n|[\t\n\v\f\r\u0085\u2028\u2029])+/gu;

// Controls, lone surrogates and invisible formatting (bidi overrides and marks, zero-width space, BOM, tags);
// the two joiners stay: scripts and emoji need them, and they move nothing.
const unseen = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Nearly every text: nothing in it to take out. */
const PLAIN = /^[ -~]*$/;

/**
 * Text from outside, made safe for a terminal and for one line of it: escape sequences, control characters
 * (C0, C1, DEL), bidi overrides and lone surrogates are gone, line breaks and tabs are one space.
 * @param maxLength at most so many code points; a longer text ends in `…`. Default: no limit.
 */
export function cleanText(text: string, maxLength: number = Number.POSITIVE_INFINITY): string {
  if (text.length <= maxLength && PLAIN.test(text)) return text;
  const clean = text.replace(escapeSequence, '').replace(lineBreakOrTab, ' ').replace(unseen, '');
  if (clean.length <= maxLength) return clean;
  const points = Array.from(clean);
  return points.length <= maxLength ? clean : `${points.slice(0, Math.max(0, maxLength - 1)).join('')}…`;
}
