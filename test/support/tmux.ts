import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A program on a screen that can be read as a person reads it. */
export interface Pane {
  /** Types the text as it is. */
  type(text: string): void;
  /** Presses a key by tmux's name for it: `Tab`, `Enter`, `C-c`. */
  press(key: string): void;
  /** The lines that are on the screen now. */
  screen(): string;
  /** Waits until the screen shows it. @throws Error with the screen after 15 seconds */
  until(shown: RegExp): Promise<void>;
}

export interface PaneOptions {
  /** The environment of the program, all of it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** Why there is no tmux here, or false. */
export const noTmux = spawnSync('tmux', ['-V'], { stdio: 'ignore' }).status === 0 ? false : 'tmux is not installed';

const LIMIT_MS = 15_000;

/** Starts the program in a tmux server of its own, without a person's settings; the test's end stops both. */
export function openPane(t: Pick<TestContext, 'after'>, command: readonly string[], { env, cwd }: PaneOptions): Pane {
  const folder = mkdtempSync(join(tmpdir(), 'jpaws-tmux-'));
  const tmux = (...words: readonly string[]): string =>
    execFileSync('tmux', ['-S', join(folder, 'socket'), '-f', '/dev/null', ...words], { encoding: 'utf8', cwd });
  t.after(() => {
    spawnSync('tmux', ['-S', join(folder, 'socket'), 'kill-server'], { stdio: 'ignore' });
    rmSync(folder, { recursive: true, force: true });
  });
  const variables = Object.entries({ TERM: 'screen', LC_ALL: 'C.UTF-8', ...env });
  const pairs = variables.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  tmux('-u', 'new-session', '-d', '-x', '160', '-y', '40', 'env', '-i', ...pairs, ...command);
  // With -J lines keep the blanks at their end, which nobody sees and not every shell writes.
  const screen = (): string => tmux('capture-pane', '-p', '-J', '-t', ':').replaceAll(/ +$/gm, '');
  return {
    type: (text) => void tmux('send-keys', '-t', ':', '-l', text),
    press: (key) => void tmux('send-keys', '-t', ':', key),
    screen,
    async until(shown) {
      for (const end = Date.now() + LIMIT_MS; !shown.test(screen());) {
        if (Date.now() > end) throw new Error(`never shown: ${shown}; the screen:\n${screen()}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}
