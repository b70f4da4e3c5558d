// An escaped character, a comment, the kinds of quoted text, a here-document. What is long and does not end goes to the end
// of the text: else each beginning would be followed to there.
const ESCAPE = String.raw`\\[^]`;
const COMMENT = String.raw`(?<![^\s;&|])#[^\n]*`;
const DOUBLE = String.raw`"(?:\\[^]|[^"\\])*"`;
const HERE_DOCUMENT = String.raw`(?<!<)<<-?[ \t]*(?<quote>['"\\]?)(?<word>[A-Za-z_]\w*)\k<quote>(?<rest>[^\n]*\n)(?:[^\n]*\n)*?(?:[ \t]*\k<word>(?=\r?\n|$)|[^\n]*$)`;
const UNIX = [ESCAPE, COMMENT, String.raw`\$'(?:\\[^]|[^'\\])*'`, `'[^']*'`, DOUBLE, HERE_DOCUMENT];
const FISH = [ESCAPE, COMMENT, String.raw`'(?:\\[^]|[^'\\])*'`, DOUBLE];
const POWERSHELL = [
  '`[^]',
  '<#(?:[^]*?#>|[^]*)',
  String.raw`(?<![^\s;&|(){}])#[^\n]*`,
  String.raw`@'\r?\n(?:[^]*?\n'@|[^]*)`,
  String.raw`@"\r?\n(?:[^]*?\n"@|[^]*)`,
  `'[^']*'`,
  '"(?:`[^]|[^"`])*"',
];
const tokens: Readonly<Record<string, readonly string[]>> = { posix: UNIX, fish: FISH, powershell: POWERSHELL };

/**
 * The text of a script with as many lines, in which comments are gone and quoted text is `_`: what is left stands where
 * commands stand. It is read by its looks, so that a strange script may be read wrongly.
 * @param family the language, as the shell table names it
 */
export function codeOnly(text: string, family: string): string {
  const pattern = new RegExp((tokens[family] ?? []).join('|'), 'g');
  return text.replaceAll(pattern, (token, ...more) => {
    if (/^[\\`]\r?\n$/.test(token)) return token;
    if (token.startsWith('#')) return '';
    const { rest = '' } = (more.at(-1) ?? {}) as { readonly rest?: string };
    return rest + token.slice(rest === '' ? 0 : token.indexOf(rest) + rest.length).replaceAll(/[^\n]/g, '_');
  });
}
