/** The line with which PowerShell loads a module by its path. PowerShell takes four typographic quotes for quotes, too. */
export const importLine = (path: string): string => `Import-Module '${path.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;
