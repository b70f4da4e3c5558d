/** A comma list as the AWS config writes scopes. */
export const scopesFromText = (text: string): string[] =>
  text
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '');

/** An https address with a host: the only kind of start URL that jpaws signs in at. */
export const isStartUrl = (text: string): boolean =>
  /^https:\/\/[^\s\\@/?#]+(?:[/?#][^\s\\]*)?$/.test(text) && URL.canParse(text) && new URL(text).hostname !== '';
