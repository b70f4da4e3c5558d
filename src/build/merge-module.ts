/** A line of JpAws.psm1 that loads a part of the module. */
const LOADS = /^\. "\$PSScriptRoot\/(?<part>\w+\.ps1)"$/gm;

/**
 * The PowerShell module in as few files as it can have: the text of each part stands in JpAws.psm1 where the source
 * loads it, and the parts are gone. A session then reads, and an administrator signs and trusts, one script.
 *
 * @param files the module's files by their paths in its folder
 * @throws Error when JpAws.psm1 loads a file that is not there, or leaves out a part
 */
export function mergeModule(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const merged = new Map(files);
  const module = textOf(merged, 'JpAws.psm1').replaceAll(LOADS, (_line, part: string) => {
    const text = textOf(merged, part);
    merged.delete(part);
    return text.trimEnd();
  });
  merged.set('JpAws.psm1', module);
  const forgotten = [...merged.keys()].filter((path) => path.endsWith('.ps1'));
  if (forgotten.length > 0) throw new Error(`JpAws.psm1 does not load ${forgotten.join(', ')}`);
  return merged;
}

function textOf(files: ReadonlyMap<string, string>, path: string): string {
  const text = files.get(path);
  if (text === undefined) throw new Error(`the module has no file ${path}, or loads it twice`);
  return text;
}
