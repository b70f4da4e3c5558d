import type * as clackPrompts from '@clack/prompts';
import { cleanText } from '../domain/clean-text.ts';
import { JpawsError } from '../domain/errors.ts';
import { fuzzyRank } from '../domain/fuzzy-rank.ts';
import type { Choice, Terminal } from '../ports.ts';
import { surviveSuspension } from './suspension.ts';

/** The two streams of `process` that a prompt uses; stdout belongs to the command's result. */
export interface PromptStreams {
  readonly stdin: NodeJS.ReadStream & { readonly fd: number };
  readonly stderr: NodeJS.WriteStream & { readonly fd: number };
}

interface Common {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly signal: AbortSignal;
  readonly withGuide: false;
}

type Clack = typeof clackPrompts;
/** Shows a prompt; a symbol as its answer means that the person left it. */
type Show<Answer> = (clack: Clack, common: Common) => Promise<Answer>;
export type Prompts = Pick<Terminal, 'ask' | 'choose' | 'confirm'>;

const interrupted = (): JpawsError => new JpawsError('INTERRUPTED', {});

/** The questions of a terminal, with `@clack/prompts`, which is loaded with the first question. */
export function createPrompts(streams: PromptStreams): Prompts {
  const run = <Answer>(show: Show<Answer>) => answerOf(streams, show);
  return {
    ask: (question, { initial, check }) =>
      run((clack, common) =>
        clack.text({
          ...common,
          message: cleanText(question),
          validate: (answer) => problemWith(answer || initial || '', check),
          ...(initial === undefined ? {} : { placeholder: cleanText(initial), defaultValue: initial }),
        }),
      ),
    confirm: (question, initial) =>
      run((clack, common) => clack.confirm({ ...common, message: cleanText(question), initialValue: initial })),
    choose: async (question, choices) => {
      const index = await run((clack, common) => pick(clack, common, { question, choices }));
      const choice = choices[index];
      if (choice === undefined) throw interrupted();
      return choice.value;
    },
  };
}

function problemWith(answer: string, check: ((answer: string) => string | undefined) | undefined): string | undefined {
  const problem = check?.(answer);
  return problem === undefined ? undefined : cleanText(problem);
}

function pick(
  clack: Clack,
  common: Common,
  { question, choices }: { question: string; choices: readonly Choice<unknown>[] },
): Promise<number | symbol> {
  const entries = listEntries(choices, common.output.columns ?? 80);
  let typed = '';
  return clack.autocomplete<number>({
    ...common,
    message: cleanText(question),
    maxItems: 12,
    validate: (chosen) => (chosen === undefined ? 'nothing fits; change what you typed' : undefined),
    options() {
      // A number that is typed is first the entry's own, and then part of a name or an account.
      const isNumber = /^\s*\d+\s*$/.test(this.userInput);
      const found = fuzzyRank(entries, this.userInput, ({ value, text }) => (isNumber ? `${value + 1} ${text}` : text));
      // The best match is what Enter takes, not the entry that was marked before.
      if (typed !== this.userInput) this.focusedValue = found[0]?.value;
      typed = this.userInput;
      return found;
    },
    filter: () => true,
  });
}

const WIDEST_LABEL = 40;
const NARROWEST_DESCRIPTION = 12;

/** A numbered line for each choice, its description in a column of its own where the terminal is wide enough. */
function listEntries(choices: readonly Choice<unknown>[], columns: number) {
  const texts = choices.map(({ label, description = '' }) => [cleanText(label), cleanText(description)] as const);
  const digits = String(choices.length).length;
  const width = Math.min(WIDEST_LABEL, Math.max(...texts.map(([label]) => label.length)));
  return texts.map(([label, description], index) => {
    const left = columns - digits - 8 - Math.max(width, label.length);
    const isShown = description !== '' && left >= NARROWEST_DESCRIPTION;
    const line = isShown ? `${label.padEnd(width)}  ${cleanText(description, left)}` : label;
    return { value: index, label: `${String(index + 1).padStart(digits)}  ${line}`, text: `${label} ${description}` };
  });
}

/** @throws INTERRUPTED on Ctrl-C, Escape, Ctrl-D and the end of input; the terminal is as before then */
async function answerOf<Answer>(
  { stdin, stderr }: PromptStreams,
  show: Show<Answer>,
): Promise<Exclude<Answer, symbol>> {
  const clack = await import('@clack/prompts');
  const ended = new AbortController();
  const end = (): void => ended.abort();
  // The prompt library waits for ever on an input that ended, and on Ctrl-D.
  const endOnCtrlD = (_text: unknown, key: { name?: string; ctrl?: boolean } | undefined): void => {
    if (key?.ctrl === true && key.name === 'd') end();
  };
  stdin.once('end', end).once('close', end).on('keypress', endOnCtrlD);
  const endGuard = surviveSuspension(stdin);
  try {
    const answer = await show(clack, { input: stdin, output: stderr, signal: ended.signal, withGuide: false });
    if (typeof answer === 'symbol') throw interrupted();
    return answer as Exclude<Answer, symbol>;
  } finally {
    endGuard();
    stdin.off('end', end).off('close', end).off('keypress', endOnCtrlD);
    stdin.pause();
  }
}
