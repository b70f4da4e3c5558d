/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const escapeNonAscii = (text: string): string =>
  text.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

interface Layout {
  readonly item: string;
  readonly key: string;
}

/** Separators of Python's `json.dumps` as it comes, in which the AWS CLI writes its cache files. */
const SPACED: Layout = { item: ', ', key: ': ' };
/** Separators without blanks, over which the AWS CLI computes the names of role credential files. */
export const COMPACT: Layout = { item: ',', key: ':' };

/** JSON text as Python's `json.dumps` makes it: non-ASCII as `\uXXXX`, keys in the order given. */
export function pythonJson(value: Json, layout: Layout = SPACED): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => pythonJson(item, layout)).join(layout.item)}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value as Record<string, Json>).map(
      ([key, item]) => `${pythonJson(key, layout)}${layout.key}${pythonJson(item, layout)}`,
    );
    return `{${members.join(layout.item)}}`;
  }
  return escapeNonAscii(JSON.stringify(value));
}

/** The same over several lines, as `json.dumps(…, indent=2)` makes them. */
export const indentedPythonJson = (value: Json): string => escapeNonAscii(JSON.stringify(value, null, 2));

/** The text's JSON object, or undefined when it is no JSON or no object. */
export function objectFromJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
