import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShellRow } from '../../src/shells/table.ts';
import type { Answer } from './driver.ts';
import { buildStage, renderedScript } from './stage.ts';
import { KEYS, openTerminal, type Terminal } from './terminal.ts';

/** What a person types in a session of their own making. */
export interface Typing {
  /** The lines up to the one with Tab; the answer of `load` loads the integration. */
  readonly lines: (load: string) => readonly string[];
  /** Lines `value TAB description` of the fake binary. */
  readonly candidates: readonly string[];
  /** Keyed by the last argument of a call; default: none. */
  readonly answers?: Readonly<Record<string, Answer>>;
  /** Typed in turn; after each the terminal is given time. Enter is typed behind them. */
  readonly keys: readonly string[];
}

export interface Typed {
  /** The arguments of the call that Enter made; undefined when it called nothing. */
  readonly ran: readonly string[] | undefined;
  /** The words that the binary was last asked to complete; undefined when nothing asked. */
  readonly asked: readonly string[] | undefined;
  /** How often the binary was asked. */
  readonly questions: number;
  /** What the terminal showed since the first key. */
  readonly shown: string;
  /** The files that the session left in its working folder, with their texts. */
  readonly left: Readonly<Record<string, string>>;
}

const PAUSE_MS = 250;
const LONGEST_TAB_MS = 2000;

/** Types it all into the row's shell, in a pseudo-terminal without a person's start-up files. */
export async function typeInSession(row: ShellRow, { lines, candidates, answers, keys }: Typing): Promise<Typed> {
  const stage = buildStage(answers ?? {});
  const terminal = openTerminal(row, stage);
  const within = (name: string): string => join(stage.folder, name);
  try {
    writeFileSync(within('candidates'), candidates.map((line) => `${line}\n`).join(''));
    writeFileSync(within(row.script), renderedScript(row.script));
    for (const line of [...lines(`. '${within(row.script)}'`), `'${stage.probe}' ready 0`]) {
      terminal.type(`${line}${KEYS.enter}`);
      await terminal.untilQuiet();
    }
    await terminal.untilNoted('status.ready');
    await terminal.untilQuiet();
    const before = terminal.screen().length;
    for (const key of keys) await press(terminal, { key, asked: () => sizeOf(within('completions')) });
    const shown = terminal.screen().slice(before);
    // The shell reads the last line when the one before is over.
    for (const line of ['', `'${stage.probe}' done 0`]) terminal.type(`${line}${KEYS.enter}`);
    await terminal.untilNoted('environment.done');
    const records = existsSync(within('completions')) ? readFileSync(within('completions'), 'utf8') : undefined;
    return {
      ran: stage.calls('calls.done')[0]?.args,
      asked: records === undefined ? undefined : lastRecord(records),
      questions: (records ?? '').split('\0').filter((field) => field === '__complete').length,
      shown,
      left: textsIn(stage.work),
    };
  } finally {
    await terminal.close();
    stage.remove();
  }
}

const textsIn = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Types the key; behind Tab it waits for the question to the program, which not every Tab makes. */
async function press(terminal: Terminal, { key, asked }: { key: string; asked: () => number }): Promise<void> {
  const before = asked();
  terminal.type(key);
  for (const end = Date.now() + LONGEST_TAB_MS; key === KEYS.tab && asked() === before && Date.now() < end;) {
    await pause(20);
  }
  await pause(PAUSE_MS);
  await terminal.untilQuiet();
}

/** The words behind `__complete --` in the last of the records `contract NUL count NUL argument NUL …`. */
function lastRecord(text: string): readonly string[] {
  const fields = text.split('\0').slice(0, -1);
  const at = fields.lastIndexOf('__complete');
  return fields.slice(at + 2);
}
