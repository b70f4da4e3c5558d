import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { BuildError } from './build-error.ts';
import { inRoot } from './place.ts';

const path = inRoot('src', 'commands', 'index.ts');
const currentText = (): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

/** Writes `src/commands/index.ts`: each command by its name, loaded when it is first used. */
export function writeCommandIndex(): void {
  if (!isCommandIndexCurrent()) writeFileSync(path, commandIndex());
}

/** Whether `src/commands/index.ts` is what would be written now. */
export const isCommandIndexCurrent = (): boolean => currentText() === commandIndex();

function commandIndex(): string {
  const rows = readdirSync(inRoot('src', 'commands'))
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .sort()
    .map((file) => {
      const name = basename(file, '.ts');
      const key = name.includes('-') ? `'${name}'` : name;
      return `  ${key}: async () => (await import('./${file}')).${exportOf(file, name)},\n`;
    });
  return `// Written by \`node build.mjs gen\` from the files beside it.\nexport const commands = {\n${rows.join('')}};\n`;
}

/** The one thing that a command's file exports: it bears the command's name. */
function exportOf(file: string, name: string): string {
  const camel = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const text = readFileSync(inRoot('src', 'commands', file), 'utf8');
  const exported = [...text.matchAll(/^export (?:const|function|class|async function) (\w+)/gm)].map(([, it]) => it);
  const [only] = exported;
  if (exported.length === 1 && (only === camel || only === `${camel}Command`)) return only;
  const found = exported.join(', ') || 'nothing';
  throw new BuildError(`src/commands/${file} exports ${found}; it must export one const, ${camel} or ${camel}Command`);
}
