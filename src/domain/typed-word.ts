/**
 * A name as a person can type or paste it into a command line of any shell: bare, or in single quotes. One that no
 * quoting carries in all shells is `NAME`: what is told to be run must not run anything else.
 */
export function typedWord(name: string): string {
  if (/^\w[\w+:,./@-]*$/.test(name)) return name;
  return /^[^-'\p{Cc}\p{Cf}\p{Zl}\p{Zp}][^'\p{Cc}\p{Cf}\p{Zl}\p{Zp}‘’‚‛]*$/u.test(name) ? `'${name}'` : 'NAME';
}
