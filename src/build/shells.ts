import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { renderScript, type ScriptFacts } from '../shells/render.ts';
import { CONTRACT } from '../shells/reply.ts';
import { shellTable } from '../shells/table.ts';
import { fillFolder } from './fill-folder.ts';
import { mergeModule } from './merge-module.ts';
import { inRoot, version } from './place.ts';

/** shells/ with its tokens replaced → dist/shells/, and the PowerShell module → dist/powershell/JpAws/. */
export async function shells(): Promise<void> {
  const facts = await scriptFacts();
  const render = (file: string): string => renderScript(readFileSync(inRoot('shells', file), 'utf8'), facts);
  const scripts = shellTable.filter(({ family }) => family !== 'powershell').map(({ script }) => script);
  fillFolder(inRoot('dist', 'shells'), new Map(scripts.map((script) => [script, render(script)])));
  // In a folder of its own: macOS takes JpAws and the program jpaws for the same name.
  const module = readdirSync(inRoot('shells', 'JpAws'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(inRoot('shells', 'JpAws'), join(parentPath, name)));
  const rendered = new Map(module.map((file) => [file, render(join('JpAws', file))]));
  fillFolder(inRoot('dist', 'powershell', 'JpAws'), mergeModule(rendered));
}

async function scriptFacts(): Promise<ScriptFacts> {
  // Loaded here and not above: the step before this one writes it.
  const { commands } = await import('../commands/index.ts');
  const loaded = await Promise.all(Object.values(commands).map((load) => load()));
  const envCommands = loaded.filter(({ changesEnv }) => changesEnv).map(({ name }) => name);
  return { version, contract: CONTRACT, envCommands };
}
