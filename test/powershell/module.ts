import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { mergeModule } from '../../src/build/merge-module.ts';
import { CONTRACT } from '../../src/shells/reply.ts';
import { renderScript } from '../../src/shells/render.ts';
import { ENV_COMMANDS } from '../contract/stage.ts';

/** The module's sources. */
export const moduleSource = join(import.meta.dirname, '..', '..', 'shells', 'JpAws');

/** The module as built, in a temporary folder named JpAws; removed when the test process ends. */
export function renderModule(): string {
  const root = mkdtempSync(join(tmpdir(), 'jpaws-module-'));
  process.once('exit', () => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, 'JpAws');
  const sources = readdirSync(moduleSource, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const facts = { version: '0.1.0', contract: CONTRACT, envCommands: ENV_COMMANDS };
  const rendered = new Map(
    sources.map((file) => [relative(moduleSource, file), renderScript(readFileSync(file, 'utf8'), facts)]),
  );
  for (const [path, text] of mergeModule(rendered)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The line that loads the module from that folder. */
export function importLine(folder: string): string {
  return `Import-Module -Name ${quoteText(join(folder, 'JpAws.psd1'))}`;
}

/** A PowerShell text in single quotes: the four typographic quotes count as quotes too. */
export function quoteText(text: string): string {
  return `'${text.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;
}
