import { readFileSync } from 'node:fs';
import { renderScript, type ScriptFacts } from '../shells/render.ts';
import { CONTRACT } from '../shells/reply.ts';
import { shellTable } from '../shells/table.ts';
import { fillFolder } from './fill-folder.ts';
import { loadCommands } from './load-commands.ts';
import { mergeModule } from './merge-module.ts';
import { pathsBelow } from './paths-below.ts';
import { inRoot, version } from './place.ts';

/** shells/ with its tokens replaced → dist/shells/, and the PowerShell module → dist/powershell/JpAws/. */
export async function shells(): Promise<void> {
  const facts = await scriptFacts();
  const render = (file: string): string => renderScript(readFileSync(inRoot('shells', file), 'utf8'), facts);
  const scripts = shellTable.filter(({ family }) => family !== 'powershell').map(({ script }) => script);
  fillFolder(inRoot('dist', 'shells'), new Map(scripts.map((script) => [script, render(script)])));
  // In a folder of its own: macOS takes JpAws and the program jpaws for the same name.
  const module = pathsBelow(inRoot('shells', 'JpAws'));
  const rendered = new Map(module.map((file) => [file, render(`JpAws/${file}`)]));
  fillFolder(inRoot('dist', 'powershell', 'JpAws'), mergeModule(rendered));
}

async function scriptFacts(): Promise<ScriptFacts> {
  const commands = await loadCommands();
  const envCommands = commands.filter(({ changesEnv }) => changesEnv).map(({ name }) => name);
  return { version, contract: CONTRACT, envCommands };
}
