import { cleanText } from '../../../src/domain/clean-text.ts';
import { JpawsError } from '../../../src/domain/errors.ts';
import type { Choice, Terminal } from '../../../src/ports.ts';

export interface Asked {
  readonly question: string;
  /** Labels with their descriptions, for a choice. */
  readonly offers: readonly string[];
}

/**
 * A person who answers from a list: texts for questions, labels for choices, `true` and `false` for a yes or no.
 * An empty text takes what is offered to begin with. A question without an answer left is a failure.
 */
export class MemoryTerminal implements Terminal {
  interactive = false;
  readonly answers: (string | boolean)[] = [];
  /** Lines that are typed or pasted while something is waited for. */
  readonly pasted: string[] = [];
  readonly asked: Asked[] = [];
  readonly said: string[] = [];
  readonly warned: string[] = [];
  /** All that the person saw, in order, cleaned as the real terminal cleans it. */
  readonly shown: string[] = [];

  say(line: string): void {
    this.said.push(line);
    this.shown.push(cleanText(line));
  }

  warn(line: string): void {
    this.warned.push(line);
    this.shown.push(`warning: ${cleanText(line)}`);
  }

  during<T>(_text: string, work: () => Promise<T>): Promise<T> {
    return work();
  }

  async ask(
    question: string,
    { initial, check }: { readonly initial?: string; readonly check?: (answer: string) => string | undefined },
  ): Promise<string> {
    for (;;) {
      const typed = this.#answer(question, initial === undefined ? [] : [initial]);
      const answer = typed === '' ? (initial ?? '') : String(typed);
      const problem = check?.(answer);
      if (problem === undefined) return answer;
      this.warn(problem);
    }
  }

  async choose<T>(question: string, choices: readonly Choice<T>[]): Promise<T> {
    const offers = choices.map(({ label, description }) => (description ? `${label} (${description})` : label));
    const answer = this.#answer(question, offers);
    const chosen = choices.find(({ label }) => label === answer);
    if (chosen === undefined) throw new Error(`"${answer}" is not offered: ${offers.join(', ')}`);
    return chosen.value;
  }

  async confirm(question: string, initial: boolean): Promise<boolean> {
    return this.#answer(question, [String(initial)]) === true;
  }

  readLine(signal: AbortSignal): Promise<string | undefined> {
    const line = this.pasted.shift();
    if (line !== undefined) return Promise.resolve(line);
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('called off')));
    });
  }

  #answer(question: string, offers: readonly string[]): string | boolean {
    if (!this.interactive) throw new JpawsError('INPUT_NEEDED', { what: question, flag: undefined });
    this.asked.push({ question, offers });
    this.shown.push(cleanText([question, ...offers].join(' ')));
    const answer = this.answers.shift();
    if (answer === undefined) throw new Error(`nobody answers "${question}"`);
    return answer;
  }
}
