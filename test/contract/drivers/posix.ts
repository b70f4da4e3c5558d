import type { ShellRow } from '../../../src/shells/table.ts';
import type { ShellDriver } from '../driver.ts';
import { bashFacts } from './bash-facts.ts';
import { type Grammar, scriptDriver, type ShellFacts } from './script-driver.ts';
import { ashFacts, dashFacts, kshFacts, mkshFacts } from './sh-facts.ts';
import { yashFacts } from './yash-facts.ts';
import { zshFacts } from './zsh-facts.ts';

/** How a Bourne shell says what a step asks for. */
export const posixGrammar: Grammar = {
  quote: (text) => `'${text.replaceAll("'", String.raw`'\''`)}'`,
  set: (name, value) => `export ${name}=${value}`,
  unset: (name) => `unset ${name}`,
  load: (path) => `. ${path}`,
  lastStatus: '"$?"',
};

const facts: Readonly<Record<string, ShellFacts>> = {
  bash: bashFacts,
  zsh: zshFacts,
  dash: dashFacts,
  ash: ashFacts,
  ksh: kshFacts,
  mksh: mkshFacts,
  yash: yashFacts,
};

/** The driver of a shell of the Bourne family; what only one of them knows comes from its facts, if it has any. */
export const driverFor = (row: ShellRow): ShellDriver => scriptDriver(row, posixGrammar, facts[row.id] ?? {});
