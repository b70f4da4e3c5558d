import type { Browser, CallbackAnswer, CallbackListener, CallbackListening } from '../../../src/ports.ts';

/** Records what it is asked to open; `onOpen` is the person who then signs in. */
export class MemoryBrowser implements Browser {
  readonly opened: string[] = [];
  canOpen = true;
  onOpen: (url: string) => void = () => {};

  async open(url: string): Promise<boolean> {
    this.opened.push(url);
    if (this.canOpen) this.onOpen(url);
    return this.canOpen;
  }
}

/** A listener that the test calls back. */
export class MemoryCallback implements CallbackListener {
  readonly listened: { readonly port: number; readonly state: string }[] = [];
  open = 0;
  #settle: (answer: CallbackAnswer) => void = () => {};

  async listen(options: { readonly port: number; readonly state: string }): Promise<CallbackListening> {
    this.listened.push(options);
    this.open += 1;
    const answer = new Promise<CallbackAnswer>((resolve) => {
      this.#settle = resolve;
    });
    const port = options.port === 0 ? 49_152 : options.port;
    const close = async (): Promise<void> => {
      this.open -= 1;
    };
    return { redirectUri: `http://127.0.0.1:${port}/oauth/callback`, answer, close };
  }

  /** The browser comes back. */
  comesBack(answer: CallbackAnswer): void {
    this.#settle(answer);
  }
}
