export interface ScriptFacts {
  /** The binary's version, such as `0.1.0`. */
  readonly version: string;
  /** `CONTRACT` of reply.ts. */
  readonly contract: number;
  /** First words of the calls whose reply is applied: the commands with `changesEnv`. */
  readonly envCommands: readonly string[];
}

// What the tokens may hold: nothing in these alphabets has a meaning in any shell's quotes, patterns or words.
const VERSION = /^[0-9]+\.[0-9]+\.[0-9]+(?:-[0-9a-z.-]+)?$/;
// What the PowerShell Gallery takes after the hyphen of a version: no dots.
const PRERELEASE = /^[0-9a-z]*$/;
const CONTRACT_NUMBER = /^[1-9][0-9]*$/;
const ENV_COMMAND = /^[a-z_]+$/;

/**
 * The finished integration script: the template with `@VERSION@`, `@CONTRACT@` and `@ENV_COMMANDS@` (words with a
 * blank between) replaced. In the manifest of the PowerShell module the version stands in two parts: `@MODULE_VERSION@`,
 * and what is after the hyphen in `@PRERELEASE@`, empty for a release.
 *
 * @throws Error when a fact is outside its closed alphabet or the template names an unknown token: a mistake in the
 *   build, never something that a person can cause
 */
export function renderScript(template: string, facts: ScriptFacts): string {
  const [moduleVersion = '', prerelease = ''] = facts.version.split(/-(.*)/s);
  const tokens: Readonly<Record<string, string>> = {
    '@VERSION@': checked('version', VERSION, facts.version),
    '@MODULE_VERSION@': moduleVersion,
    '@PRERELEASE@': checked('pre-release', PRERELEASE, prerelease),
    '@CONTRACT@': checked('contract', CONTRACT_NUMBER, String(facts.contract)),
    '@ENV_COMMANDS@': facts.envCommands.map((word) => checked('command', ENV_COMMAND, word)).join(' '),
  };
  return template.replaceAll(/@[A-Z_]+@/g, (token) => {
    const text = tokens[token];
    if (text === undefined || (text === '' && token !== '@PRERELEASE@'))
      throw new Error(`the script template has the token ${token} without a value`);
    return text;
  });
}

function checked(what: string, alphabet: RegExp, text: string): string {
  if (!alphabet.test(text)) throw new Error(`the ${what} ${JSON.stringify(text)} cannot stand in a shell script`);
  return text;
}
