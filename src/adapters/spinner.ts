const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const framePause = 80;
const clearLine = '\r\u001b[2K';

/** The terminal that a spinner draws on. */
export interface SpinnerScreen {
  readonly columns: number;
  readonly write: (text: string) => void;
}

/** A running sign in the last line of the terminal. It never hides the cursor, so nothing can be left hidden. */
export class Spinner {
  readonly #screen: SpinnerScreen;
  readonly #text: string;
  readonly #start: NodeJS.Timeout;
  #ticks: NodeJS.Timeout | undefined;
  #frame = 0;
  #isDrawn = false;

  /** @param delay milliseconds before the first sign is drawn */
  constructor(screen: SpinnerScreen, text: string, delay: number) {
    this.#screen = screen;
    this.#text = text;
    this.#start = setTimeout(() => this.#run(), delay).unref();
  }

  /** Takes the sign off the screen; the next tick draws it again. Call before anything else is written. */
  erase(): void {
    if (this.#isDrawn) this.#screen.write(clearLine);
    this.#isDrawn = false;
  }

  stop(): void {
    clearTimeout(this.#start);
    clearInterval(this.#ticks);
    this.erase();
  }

  #run(): void {
    this.#draw();
    this.#ticks = setInterval(() => this.#draw(), framePause).unref();
  }

  #draw(): void {
    this.#frame = (this.#frame + 1) % frames.length;
    this.#screen.write(`${clearLine}${frames[this.#frame]} ${firstColumns(this.#text, this.#screen.columns - 3)}`);
    this.#isDrawn = true;
  }
}

// A line that wraps could not be erased. Whatever may be wide (from Hangul on, emoji) counts as two columns.
function firstColumns(text: string, columns: number): string {
  let left = columns;
  let kept = '';
  for (const letter of text) {
    left -= (letter.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1;
    if (left < 0) break;
    kept += letter;
  }
  return kept;
}
