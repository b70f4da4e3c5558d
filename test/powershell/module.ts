import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTRACT } from '../../src/shells/reply.ts';
import { renderScript } from '../../src/shells/render.ts';
import { ENV_COMMANDS } from '../contract/stage.ts';

/** The module's sources. */
export const moduleSource = join(import.meta.dirname, '..', '..', 'shells', 'JpAws');

/** The module with its tokens replaced, in a temporary folder named JpAws; removed when the test process ends. */
export function renderModule(): string {
  const root = mkdtempSync(join(tmpdir(), 'jpaws-module-'));
  process.once('exit', () => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, 'JpAws');
  cpSync(moduleSource, folder, { recursive: true });
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    writeFileSync(
      file,
      renderScript(readFileSync(file, 'utf8'), { version: '0.1.0', contract: CONTRACT, envCommands: ENV_COMMANDS }),
    );
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
