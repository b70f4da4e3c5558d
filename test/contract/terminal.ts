import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShellRow } from '../../src/shells/table.ts';
import type { Completion } from './driver.ts';
import type { Grammar, ShellFacts } from './drivers/script-driver.ts';
import { buildStage, type Stage } from './stage.ts';

/** An interactive session in a pseudo-terminal (`script` of util-linux). */
export interface Terminal {
  type(text: string): void;
  /** Waits until it is true. @throws Error with the screen's text after twenty seconds */
  until(isSo: () => boolean, what?: string): Promise<void>;
  /** Waits until the file exists on the stage. @throws as `until` */
  untilNoted(file: string): Promise<void>;
  /** Waits until nothing was written for a while. */
  untilQuiet(): Promise<void>;
  screen(): string;
  close(): Promise<void>;
}

export const KEYS = { tab: '\t', enter: '\r', ctrlC: '\x03', ctrlZ: '\x1a', ctrlD: '\x04' } as const;

/** More than a machine that does much else takes for anything here. */
const LONGEST_WAIT_MS = 20_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts the row's shell interactively on the stage. */
export function openTerminal(row: ShellRow, stage: Stage): Terminal {
  const shell = [row.program, ...row.bareArguments, '-i'].join(' ');
  const child = spawn('script', ['-qefc', `stty cols 200 rows 50; exec ${shell}`, '/dev/null'], {
    cwd: stage.work,
    env: { ...stage.environment, TERM: 'vt100', SHELL: '/bin/sh' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let text = '';
  let last = Date.now();
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
    last = Date.now();
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const until: Terminal['until'] = async (isSo, what = 'what is waited for') => {
    for (const end = Date.now() + LONGEST_WAIT_MS; !isSo(); await pause(10)) {
      if (Date.now() > end) throw new Error(`${what} does not come; the screen: ${text}`);
    }
  };
  return {
    type: (keys) => void child.stdin.write(keys),
    until,
    untilNoted: (file) => until(() => existsSync(join(stage.folder, file)), file),
    async untilQuiet() {
      while (Date.now() - last < 150) await pause(20);
    },
    screen: () => text,
    async close() {
      child.kill('SIGHUP');
      child.stdin.end();
      await Promise.race([ended, pause(500).then(() => child.kill('SIGKILL'))]);
    },
  };
}

/** The lines of a screen's text without what colours, moves and pads. */
export function shownLines(text: string): readonly string[] {
  // eslint-disable-next-line no-control-regex -- exactly these are taken out
  return text.replaceAll(/\x1b(?:\[[^a-zA-Z]*[a-zA-Z]|[=>])|\$<\d+>|\0|\x0f/g, '').split(/[\r\n]+/);
}

/**
 * Notes how often the shell has asked so far; the answer waits until it has asked once more and is quiet.
 * To be called before the keys that make it ask. A shell that keeps what is typed ahead is only waited for until it is quiet.
 */
export function nextPrompt(terminal: Terminal, prompt: RegExp | undefined): () => Promise<void> {
  const count = (): number => (prompt === undefined ? 0 : terminal.screen().split(prompt).length);
  const before = count();
  return async () => {
    if (prompt !== undefined) await terminal.until(() => count() > before, 'a prompt');
    await terminal.untilQuiet();
  };
}

interface Typing {
  readonly grammar: Grammar;
  readonly integration: string;
  readonly facts: ShellFacts;
}

/** A terminal on the stage whose session has loaded the integration. */
export async function openLoadedTerminal(
  row: ShellRow,
  stage: Stage,
  { grammar, integration, facts }: Typing,
): Promise<Terminal> {
  const terminal = openTerminal(row, stage);
  await loadIn(terminal, { row, stage, grammar, integration, facts });
  return terminal;
}

/** Loads the integration into the shell that is on the terminal now. */
export async function loadIn(
  terminal: Terminal,
  { row, stage, grammar, integration, facts }: Typing & { readonly row: ShellRow; readonly stage: Stage },
): Promise<void> {
  const path = join(stage.folder, row.script);
  writeFileSync(path, integration);
  rmSync(join(stage.folder, 'status.ready'), { force: true });
  const lines = [facts.startCompletion, grammar.load(grammar.quote(path)), `${stage.probe} ready 0`];
  for (const line of lines) if (line !== undefined) terminal.type(`${line}${KEYS.enter}`);
  await terminal.untilNoted('status.ready');
  await terminal.untilQuiet();
}

/** See `ShellDriver.complete`. */
export async function completeInTerminal(
  row: ShellRow,
  { completion, ...typing }: Typing & { readonly completion: Completion },
): Promise<readonly string[]> {
  const stage = buildStage({});
  writeFileSync(join(stage.folder, 'candidates'), completion.candidates.map((line) => `${line}\n`).join(''));
  const terminal = await openLoadedTerminal(row, stage, typing);
  try {
    terminal.type(completion.typed);
    await terminal.untilQuiet();
    terminal.type(KEYS.tab);
    await terminal.untilNoted('completions');
    await pause(100);
    await terminal.untilQuiet();
    terminal.type(KEYS.enter);
    await terminal.until(() => stage.calls().length > 0, 'the call');
    await terminal.untilQuiet();
    const left = readdirSync(stage.work);
    if (left.length > 0) throw new Error(`completion ran something: ${left.join()}; the screen: ${terminal.screen()}`);
    return stage.calls()[0]?.args ?? [];
  } finally {
    await terminal.close();
    stage.remove();
  }
}
