/**
 * A key as it is typed: `region`, or `s3.signature_version` for a value in a nested block.
 * @returns one or two parts; undefined when the text is no key (empty parts, deeper nesting, characters that end a key)
 */
export function configKeyFromText(text: string): readonly [string] | readonly [string, string] | undefined {
  const parts = text.split('.');
  const isKey = parts.every((part) => /^[^\s=:#;[\]]+$/.test(part));
  const [first, second] = parts;
  if (!isKey || first === undefined || parts.length > 2) return undefined;
  return second === undefined ? [first.toLowerCase()] : [first.toLowerCase(), second.toLowerCase()];
}
