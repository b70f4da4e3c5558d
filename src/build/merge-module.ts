/** What a session reads: when the module loads, and at the first call. */
const SCRIPTS = ['JpAws.psm1', 'Core.ps1'];

/** A line of them that loads a part of the module. */
const LOADS = /^\. "\$PSScriptRoot\/(?<part>\w+\.ps1)"$/gm;

/**
 * The PowerShell module in as few files as it can have: the text of each part stands where the source loads it, and the
 * parts are gone. A session then reads, and an administrator signs and trusts, two scripts.
 *
 * @param files the module's files by their paths in its folder
 * @throws Error when a script loads a file that is not there, or none of them loads a part
 */
export function mergeModule(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const merged = new Map(files);
  for (const script of SCRIPTS) {
    const text = textOf(merged, script).replaceAll(LOADS, (_line, part: string) => {
      const inner = textOf(merged, part);
      merged.delete(part);
      return inner.trimEnd();
    });
    merged.set(script, text);
  }
  const forgotten = [...merged.keys()].filter((path) => path.endsWith('.ps1') && !SCRIPTS.includes(path));
  if (forgotten.length > 0) throw new Error(`${SCRIPTS.join(' and ')} do not load ${forgotten.join(', ')}`);
  return merged;
}

function textOf(files: ReadonlyMap<string, string>, path: string): string {
  const text = files.get(path);
  if (text === undefined) throw new Error(`the module has no file ${path}, or loads it twice`);
  return text;
}
