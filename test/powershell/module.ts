import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTRACT } from '../../src/shells/reply.ts';
import { renderScript } from '../../src/shells/render.ts';

/** The module's sources. */
export const moduleSource = join(import.meta.dirname, '..', '..', 'shells', 'JpAws');

/** Commands whose reply is applied, in these tests. */
const envCommands = ['use', 'clear', 'logout'];

/** The module with its tokens replaced, in a temporary folder named JpAws; removed when the test process ends. */
export function renderModule(): string {
  const root = mkdtempSync(join(tmpdir(), 'jpaws-module-'));
  process.once('exit', () => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, 'JpAws');
  cpSync(moduleSource, folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    writeFileSync(file, renderScript(readFileSync(file, 'utf8'), { version: '0.1.0', contract: CONTRACT, envCommands }));
  }
  return folder;
}

/** The line that loads the module from that folder. */
export function importLine(folder: string): string {
  return `Import-Module -Name '${join(folder, 'JpAws.psd1').replaceAll("'", "''")}'`;
}
