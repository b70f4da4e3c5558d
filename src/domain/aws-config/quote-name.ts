/**
 * A section's name as a header holds it: as it is, or between single quotes (as by Python's `shlex.quote`).
 * The AWS CLI quotes names with blanks or tabs; names with quotes or backslashes need it too, or its own reader
 * does not find them.
 */
export function quoteName(name: string): string {
  return name === '' || /[ \t\r\n'"\\]/.test(name) ? `'${name.replaceAll("'", `'"'"'`)}'` : name;
}
