import type { ModuleManifest } from './module-manifest.ts';
import { xmlText } from './xml-text.ts';

/** The schema that the PowerShell Gallery's own clients write; it knows `licenseUrl` and `iconUrl`. */
const NUSPEC = 'http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd';

/** JpAws.nuspec: what the Gallery shows and finds the module by. */
export function renderNuspec(manifest: ModuleManifest, releaseNotes: string): string {
  const fields = {
    id: manifest.name,
    version: manifest.version,
    authors: manifest.author,
    owners: manifest.owner,
    description: manifest.description,
    copyright: manifest.copyright,
    licenseUrl: manifest.licenseUri,
    projectUrl: manifest.projectUri,
    iconUrl: manifest.iconUri,
    releaseNotes,
    requireLicenseAcceptance: 'false',
    tags: galleryTags(manifest).join(' '),
  };
  const lines = Object.entries(fields).map(([name, value]) => `    <${name}>${xmlText(value)}</${name}>\n`);
  return `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="${NUSPEC}">
  <metadata>
${lines.join('')}  </metadata>
</package>
`;
}

/**
 * The manifest's tags and those by which `Find-Module`, `Find-PSResource -CommandName` and `Find-Command` look:
 * what kind of package this is and which commands are in it.
 */
function galleryTags({ tags, functions }: ModuleManifest): readonly string[] {
  const commands = functions.flatMap((name) => [`PSFunction_${name}`, `PSCommand_${name}`]);
  return ['PSModule', ...tags, 'PSIncludes_Function', ...commands];
}
