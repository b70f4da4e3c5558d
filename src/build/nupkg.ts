import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { readModuleManifest, type ModuleManifest } from './module-manifest.ts';
import { renderNuspec } from './nuspec.ts';
import { xmlText } from './xml-text.ts';

/** A PowerShell module as a package of the PowerShell Gallery. */
export interface Nupkg {
  /** `JpAws.0.1.0.nupkg`: the name under which a NuGet feed and a folder feed find it. */
  readonly fileName: string;
  /** All entries of the zip by their names, in their order. */
  readonly entries: ReadonlyMap<string, Uint8Array>;
}

interface NupkgInput {
  /** The module's files by their paths in its folder, with `/`; one is `<name>.psd1`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly name: string;
  readonly releaseNotes: string;
}

const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const CORE = 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties';
const MANIFEST = 'http://schemas.microsoft.com/packaging/2010/07/manifest';

/**
 * The package of a module: the module's files, its nuspec, and the parts of the Open Packaging Conventions (ECMA-376-2)
 * that NuGet's older reader in Windows PowerShell 5.1 goes by. Equal input gives equal bytes.
 *
 * @throws Error when the manifest lacks something, or a file's name cannot be the name of an OPC part
 */
export function nupkg({ files, name, releaseNotes }: NupkgInput): Nupkg {
  for (const path of files.keys()) checkPartName(path);
  const manifest = readModuleManifest(name, new TextDecoder().decode(files.get(`${name}.psd1`)));
  const nuspec = `${name}.nuspec`;
  const core = `package/services/metadata/core-properties/${nameFor(manifest)}.psmdcp`;
  const texts = {
    '[Content_Types].xml': contentTypes([...files.keys(), nuspec, core]),
    '_rels/.rels': relationships({ [MANIFEST]: nuspec, [`${RELATIONSHIPS}/metadata/core-properties`]: core }),
    [nuspec]: renderNuspec(manifest, releaseNotes),
    [core]: coreProperties(manifest),
  };
  const parts = Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)] as const);
  return { fileName: `${name}.${manifest.version}.nupkg`, entries: new Map([...parts, ...files]) };
}

/** Part names are URIs (ECMA-376-2, 6.2.2.2): what would have to be escaped in one is kept out. */
function checkPartName(path: string): void {
  const isPlain = path.split('/').every((segment) => /^[A-Za-z0-9_~-][A-Za-z0-9._~-]*$/.test(segment));
  if (!isPlain || posix.extname(path) === '') throw new Error(`${path} cannot be a part of a package`);
}

const nameFor = ({ name, version }: ModuleManifest): string =>
  createHash('sha256').update(`${name} ${version}`).digest('hex').slice(0, 32);

function contentTypes(paths: readonly string[]): string {
  const known: Readonly<Record<string, string>> = {
    rels: 'application/vnd.openxmlformats-package.relationships+xml',
    psmdcp: 'application/vnd.openxmlformats-package.core-properties+xml',
  };
  const extensions = new Set(['rels', ...paths.map((path) => posix.extname(path).slice(1).toLowerCase())]);
  const lines = [...extensions].map(
    (extension) => `  <Default Extension="${extension}" ContentType="${known[extension] ?? 'application/octet'}" />\n`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n<Types xmlns="${TYPES}">\n${lines.join('')}</Types>\n`;
}

function relationships(targets: Readonly<Record<string, string>>): string {
  const lines = Object.entries(targets).map(
    ([type, target], index) => `  <Relationship Type="${type}" Target="/${target}" Id="R${index + 1}" />\n`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n<Relationships xmlns="${RELATIONSHIPS}">\n${lines.join('')}</Relationships>\n`;
}

function coreProperties({ name, version, author, description, tags }: ModuleManifest): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<coreProperties xmlns="${CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:creator>${xmlText(author)}</dc:creator>
  <dc:description>${xmlText(description)}</dc:description>
  <dc:identifier>${xmlText(name)}</dc:identifier>
  <version>${xmlText(version)}</version>
  <keywords>${xmlText(tags.join(' '))}</keywords>
</coreProperties>
`;
}
