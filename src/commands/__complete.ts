import {
  defineCommand,
  flagFromName,
  GLOBAL_OPTIONS,
  type Command,
  type CompletionKind,
  type Option,
} from '../cli/command.ts';
import { cleanText } from '../domain/clean-text.ts';
import { completionValues, type CompletionValue } from '../flows/completion-values.ts';
import type { World } from '../ports.ts';

export const __complete = defineCommand({
  name: '__complete',
  summary: 'Offer words for the one that is being typed (for the shells)',
  examples: [['jpaws __complete -- use ko', 'lines of value, tab, description']],
  positionals: [],
  options: {},
  isHidden: true,
  isFast: true,
  takesRest: true,
  run: async ({ rest }, world) => {
    const current = rest.at(-1) ?? '';
    const offers = await offersFor(rest.slice(0, -1), current, world);
    const safe = offers.filter(({ value }) => value === cleanText(value));
    const exact = safe.filter(({ value }) => value.startsWith(current));
    const begun = current.toLowerCase();
    const fitting = exact.length > 0 ? exact : safe.filter(({ value }) => value.toLowerCase().startsWith(begun));
    return {
      kind: 'raw',
      text: fitting.map(({ value, description }) => `${value}\t${cleanText(description)}\n`).join(''),
    };
  },
});

async function offersFor(before: readonly string[], current: string, world: World): Promise<CompletionValue[]> {
  const { commands } = await import('./index.ts');
  const index: Index = commands;
  const [first, second] = before;
  // A hyphen in a file's name stands for the blank of a command of two words; typed, it names nothing.
  const load = async (...words: readonly string[]): Promise<Command | undefined> => {
    const key = words.join('-');
    return Object.hasOwn(index, key) && !words.some((word) => word.includes('-')) ? index[key]?.() : undefined;
  };
  if (first === undefined) return current.startsWith('-') ? FLAGS_ALONE : commandWords(index, '');
  const own = await load(first);
  if (own !== undefined) return offersOf(own, before.slice(1), { current, world });
  if (second === undefined) return commandWords(index, `${first}-`);
  const inner = await load(first, second);
  return inner === undefined ? [] : offersOf(inner, before.slice(2), { current, world });
}

/** What stands for itself, in front of no command. */
const FLAGS_ALONE: CompletionValue[] = [
  { value: '--help', description: GLOBAL_OPTIONS.help.describes },
  { value: '--version', description: 'Show the version' },
];

type Index = Readonly<Record<string, () => Promise<Command>>>;

/** The words that can stand next: commands, and groups of commands. */
async function commandWords(index: Index, prefix: string): Promise<CompletionValue[]> {
  const offers = new Map<string, string>();
  for (const [key, load] of Object.entries(index)) {
    if (key.startsWith('_') || !key.startsWith(prefix)) continue;
    const word = key.slice(prefix.length).split('-')[0] ?? '';
    const isWhole = prefix + word === key;
    offers.set(word, isWhole ? (await load()).summary : (offers.get(word) ?? 'Several commands'));
  }
  return [...offers].map(([value, description]) => ({ value, description }));
}

interface Typing {
  readonly current: string;
  readonly world: World;
}

function offersOf(command: Command, before: readonly string[], typing: Typing): CompletionValue[] {
  const isOver = before.includes('--');
  const options = Object.entries<Option>({ ...command.options, ...GLOBAL_OPTIONS });
  const flags = new Map(options.map(([name, option]) => [`--${flagFromName(name)}`, option]));
  const previous = flags.get(before.at(-1) ?? '');
  if (!isOver && previous?.type === 'string') return valuesOf(previous, typing);
  if (!isOver && typing.current.startsWith('-')) return offersOfFlags(flags, before, typing);
  const positional = command.positionals[countPositionals(before, flags)];
  return positional === undefined ? [] : valuesOf(positional, typing);
}

/** The flags that are not there yet, or the values of the one that is being given with `=`. */
function offersOfFlags(
  flags: ReadonlyMap<string, Option>,
  before: readonly string[],
  { current, world }: Typing,
): CompletionValue[] {
  const [, flag = '', start = ''] = /^(--[a-z-]+)=(.*)$/s.exec(current) ?? [];
  const given = flags.get(flag);
  if (given?.type === 'string') {
    const values = valuesOf(given, { current: start, world });
    return values.map(({ value, description }) => ({ value: `${flag}=${value}`, description }));
  }
  const words = new Set(before.map((word) => word.split('=')[0]));
  const left = [...flags].filter(([name]) => !words.has(name));
  return left.map(([value, { describes }]) => ({ value, description: describes }));
}

function countPositionals(before: readonly string[], flags: ReadonlyMap<string, { readonly type: string }>): number {
  let count = 0;
  let isOver = false;
  for (let at = 0; at < before.length; at += 1) {
    const word = before[at] ?? '';
    if (!isOver && word === '--') isOver = true;
    else if (isOver || !word.startsWith('-')) count += 1;
    else if (flags.get(word)?.type === 'string') at += 1;
  }
  return count;
}

function valuesOf(
  { choices, completes }: { choices?: readonly string[]; completes?: CompletionKind },
  { current, world }: Typing,
): CompletionValue[] {
  if (choices !== undefined) return choices.map((value) => ({ value, description: '' }));
  return completes === undefined ? [] : completionValues(world, completes, current);
}
