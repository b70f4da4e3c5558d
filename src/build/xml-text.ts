const REFERENCES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * The text as it stands in an element or in an attribute in double quotes.
 *
 * @throws Error for a character that XML 1.0 (section 2.2) cannot hold
 */
export function xmlText(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters that are looked for
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/u.test(text)) {
    throw new Error(`${JSON.stringify(text)} has a character that XML cannot hold`);
  }
  return text.replaceAll(/[&<>"]/g, (character) => REFERENCES[character] ?? character);
}
