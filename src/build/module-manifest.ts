/** What the manifest of the PowerShell module (JpAws.psd1, as built) says about the package. */
export interface ModuleManifest {
  readonly name: string;
  /** As NuGet writes it: `0.2.0`, `0.2.0-rc1`. */
  readonly version: string;
  readonly author: string;
  readonly owner: string;
  readonly copyright: string;
  readonly description: string;
  readonly projectUri: string;
  readonly licenseUri: string;
  readonly iconUri: string;
  readonly tags: readonly string[];
  readonly functions: readonly string[];
}

/**
 * Reads the manifest's texts and lists of texts. This is no PowerShell: every value has to be a text in single quotes
 * or a list of such in `@( )`, as a manifest may hold nothing that runs anyway.
 *
 * @throws Error that names the key when one is missing or has another form
 */
export function readModuleManifest(name: string, text: string): ModuleManifest {
  const one = (key: string): string => {
    const value = textsOf(valueOf(text, key, String.raw`'(?:[^']|'')*'`));
    return value[0] ?? '';
  };
  const list = (key: string): readonly string[] => textsOf(valueOf(text, key, String.raw`@\([^)]*\)`));
  const prerelease = one('Prerelease');
  return {
    name,
    version: one('ModuleVersion') + (prerelease === '' ? '' : `-${prerelease}`),
    author: one('Author'),
    owner: one('CompanyName'),
    copyright: one('Copyright'),
    description: one('Description'),
    projectUri: one('ProjectUri'),
    licenseUri: one('LicenseUri'),
    iconUri: one('IconUri'),
    tags: list('Tags'),
    functions: list('FunctionsToExport'),
  };
}

function valueOf(text: string, key: string, form: string): string {
  const value = new RegExp(String.raw`^\s*${key}\s*=\s*(${form})`, 'm').exec(text)?.[1];
  if (value === undefined) throw new Error(`the module's manifest has no ${key} that can be read`);
  return value;
}

const textsOf = (value: string): readonly string[] =>
  [...value.matchAll(/'((?:[^']|'')*)'/g)].map(([, inside = '']) => inside.replaceAll("''", "'"));
