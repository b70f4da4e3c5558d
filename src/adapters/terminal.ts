import { cleanText } from '../domain/clean-text.ts';
import { envValue } from '../domain/env.ts';
import { JpawsError } from '../domain/errors.ts';
import { type Duration, milliseconds } from '../domain/units.ts';
import type { Machine, Terminal } from '../ports.ts';
import type { PromptStreams, Prompts } from './prompts.ts';
import { Spinner } from './spinner.ts';
import { writeFully } from './write-fully.ts';

interface TerminalSettings {
  /** Node's `process`; its streams are made when they are first needed. */
  readonly io: PromptStreams;
  readonly env: Machine['env'];
  /** `--no-input` was given. */
  readonly noInput: boolean;
  readonly spinnerDelay?: Duration;
}

const STDERR = 2;

// Node's types promise a boolean, but a pipe has no such field.
const isTty = ({ isTTY }: { readonly isTTY?: boolean }): boolean => isTTY ?? false;

/** The person at the terminal. Everything goes to stderr, cleaned; stdin is touched only for an answer. */
export function createTerminal({ io, env, noInput, spinnerDelay = milliseconds(500) }: TerminalSettings): Terminal {
  // Loaded with the first question: the hot path asks nothing.
  const prompts = async (): Promise<Prompts> => (await import('./prompts.ts')).createPrompts(io);
  const isInteractive = (): boolean =>
    !noInput && envValue(env, 'CI') === undefined && isTty(io.stderr) && isTty(io.stdin);
  const canDraw = (): boolean => isTty(io.stderr) && env['TERM'] !== 'dumb';
  const hasColour = (): boolean => canDraw() && envValue(env, 'NO_COLOR') === undefined;
  let spinner: Spinner | undefined;
  // A file is looked at more than once on the way; what is wrong with it is said once.
  let lastWarning: string | undefined;

  // Not through the stream: it would fail the whole program when its reader has gone away.
  const write = (text: string): void => writeFully(STDERR, text);
  const writeLine = (line: string): void => {
    spinner?.erase();
    write(`${line}\n`);
  };
  const needsPerson = async <T>(what: string, asked: () => Promise<T>): Promise<T> => {
    if (!isInteractive())
      throw new JpawsError('INPUT_NEEDED', { what: `an answer to "${cleanText(what, 200)}"`, flag: undefined });
    spinner?.stop();
    return asked();
  };

  return {
    get interactive() {
      return isInteractive();
    },
    say(line) {
      lastWarning = undefined;
      writeLine(cleanText(line));
    },
    warn(line) {
      if (line === lastWarning) return;
      lastWarning = line;
      writeLine(`${hasColour() ? '\u001b[33mwarning:\u001b[0m' : 'warning:'} ${cleanText(line)}`);
    },
    async during(text, work) {
      if (!canDraw() || spinner !== undefined) return work();
      spinner = new Spinner({ columns: io.stderr.columns, write }, cleanText(text), spinnerDelay);
      try {
        return await work();
      } finally {
        spinner.stop();
        spinner = undefined;
      }
    },
    ask: (question, options) => needsPerson(question, async () => (await prompts()).ask(question, options)),
    choose: (question, choices) => needsPerson(question, async () => (await prompts()).choose(question, choices)),
    confirm: (question, initial) => needsPerson(question, async () => (await prompts()).confirm(question, initial)),
    async readLine(signal) {
      lastWarning = undefined;
      return (await import('./line-reader.ts')).readLineOf(io, signal);
    },
  };
}
