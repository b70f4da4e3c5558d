import { readFileSync } from 'node:fs';
import { shellTable } from '../shells/table.ts';
import { BuildError } from './build-error.ts';

/** What a release says about itself and its files. */
export interface Release {
  readonly version: string;
  /** `https://github.com/OWNER/jpaws`, where the release and its files are. */
  readonly homepage: string;
  /** An SPDX identifier. */
  readonly license: string;
  /** SHA-256 in hex by the file's name: the release's SHA256SUMS. */
  readonly checksums: ReadonlyMap<string, string>;
}

const PLATFORMS = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64'];
// What may stand between double quotes in Ruby and mean itself.
const PLAIN = /^[A-Za-z0-9 ./:_-]+$/;

/**
 * Formula/jpaws.rb of the Homebrew tap: `jpaws.rb` beside this file with its tokens replaced.
 *
 * @throws BuildError when the release has no archive for one of Homebrew's platforms
 */
export function renderFormula({ version, homepage, license, checksums }: Release): string {
  const tokens = new Map(Object.entries({ HOMEPAGE: homepage, VERSION: version, LICENSE: license }));
  for (const platform of PLATFORMS) {
    const file = `jpaws-${version}-${platform}.tar.gz`;
    const checksum = checksums.get(file);
    if (checksum === undefined) throw new BuildError(`the release has no ${file}`);
    const name = platform.replace('-', '_').toUpperCase();
    tokens.set(`URL_${name}`, `${homepage}/releases/download/v${version}/${file}`);
    tokens.set(`SHA256_${name}`, checksum);
  }
  for (const [name, value] of tokens) {
    if (!PLAIN.test(value)) throw new BuildError(`${name} ${JSON.stringify(value)} cannot stand in a formula`);
  }
  tokens.set('LOAD_LINES', loadLines());
  const template = readFileSync(new URL('jpaws.rb', import.meta.url), 'utf8');
  return template.replaceAll(/@([A-Z0-9_]+)@/g, (token, name: string) => tokens.get(name) ?? token);
}

/** For each shell the line that loads jpaws, and the file that it belongs in. */
function loadLines(): string {
  const rows = shellTable.map(({ title, family, loadLine, startupFile }) => ({
    title,
    // The module of the formula stands in no folder of PSModulePath.
    line: family === 'powershell' ? 'Import-Module "#{opt_pkgshare}/powershell/JpAws/JpAws.psd1"' : escaped(loadLine),
    startupFile,
  }));
  const width = Math.max(...rows.map(({ title }) => title.length));
  return rows
    .map(({ title, line, startupFile }) => `        ${title.padEnd(width)}  ${line}  # in ${startupFile}`)
    .join('\n');
}

/** The text in a here-document of Ruby. */
const escaped = (line: string): string => line.replaceAll(/[\\#]/g, String.raw`\$&`);
