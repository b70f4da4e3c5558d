import type { NodeHttpHandler } from '@smithy/node-http-handler';
import { cleanText } from '../domain/clean-text.ts';
import { JpawsError } from '../domain/errors.ts';
import { type Duration, type Instant, instant, milliseconds } from '../domain/units.ts';
import type { Clock } from '../ports.ts';
import { type AnswerForm, whyNotOfForm } from './answer-form.ts';
import { networkFailure } from './network-error.ts';

type HttpRequest = Parameters<NodeHttpHandler['handle']>[0];
type HttpResponse = Awaited<ReturnType<NodeHttpHandler['handle']>>['response'];

export interface NetworkLimits {
  readonly connect: Duration;
  /** For one call with all its retries, from the first byte sent to the last byte read. */
  readonly total: Duration;
  readonly answerBytes: number;
  readonly attempts: number;
}

export interface ExchangeOptions {
  /** Host (and port) that errors name. */
  readonly host: string;
  /** Host and port of the proxy, if one is used. */
  readonly via: string | undefined;
  readonly form: AnswerForm;
  readonly limits: NetworkLimits;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly signal: AbortSignal | undefined;
}

const isWorthRetrying = (status: number): boolean => status === 429 || status >= 500;

/**
 * The request handler of one call to AWS: the SDK's own HTTP handler within limits. The whole answer is read before the
 * SDK sees it; an answer that is too large, cut off, of another form or a redirect ends here; 429 and 5xx are
 * tried again with a random pause. It throws the caller's abort reason, NETWORK_FAILED or ANSWER_UNUSABLE.
 */
export class BoundedHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  readonly #inner: NodeHttpHandler;
  readonly #options: ExchangeOptions;
  #lastAnswer: { readonly date: Instant | undefined } | undefined;

  constructor(inner: NodeHttpHandler, options: ExchangeOptions) {
    this.#inner = inner;
    this.#options = options;
  }

  /** Undefined until an answer was read; `date` is the service's clock, if the answer told it. */
  get lastAnswer(): { readonly date: Instant | undefined } | undefined {
    return this.#lastAnswer;
  }

  async handle(request: HttpRequest): Promise<{ response: HttpResponse }> {
    const { limits, clock, signal: caller } = this.#options;
    const deadline = AbortSignal.timeout(limits.total);
    const signal = caller === undefined ? deadline : AbortSignal.any([caller, deadline]);
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.#once(request, signal);
      if (attempt >= limits.attempts || !isWorthRetrying(response.statusCode)) return { response };
      await clock.sleep(pauseAfter(attempt, response), signal).catch((error: unknown) => this.#fail(error));
    }
  }

  async #once(request: HttpRequest, abortSignal: AbortSignal): Promise<HttpResponse> {
    const { response } = await this.#inner
      .handle(request, { abortSignal })
      .catch((error: unknown) => this.#fail(abortSignal.aborted ? new DOMException('', 'TimeoutError') : error));
    const body = await this.#read(response.body, abortSignal);
    this.#lastAnswer = { date: dateOf(response) };
    this.#check(response, body);
    return Object.assign(response, { body });
  }

  async #read(body: AsyncIterable<Buffer>, signal: AbortSignal): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of body) {
        size += chunk.length;
        if (size > this.#options.limits.answerBytes) break;
        chunks.push(chunk);
      }
    } catch {
      if (this.#options.signal?.aborted) throw this.#options.signal.reason;
      throw this.#unusable(signal.aborted ? 'it did not end in time' : 'it was cut off');
    }
    if (size > this.#options.limits.answerBytes) throw this.#unusable('it is far too large');
    return Buffer.concat(chunks);
  }

  #check({ statusCode, headers }: HttpResponse, body: Buffer): void {
    const { host, via } = this.#options;
    if (statusCode === 407) throw networkFailure({ code: 'ERR_PROXY_AUTHENTICATION' }, { host, via });
    if (statusCode >= 300 && statusCode < 400) {
      const location = headers['location'] ?? '';
      const elsewhere = URL.canParse(location) ? cleanText(new URL(location).host, 100) : 'another address';
      throw this.#unusable(`it points to ${elsewhere}, and no redirect is followed`);
    }
    const reason = whyNotOfForm(this.#options.form, body.toString('utf8'));
    if (reason !== undefined) throw this.#unusable(`${reason} (status ${statusCode})`);
  }

  #unusable(reason: string): JpawsError {
    return new JpawsError('ANSWER_UNUSABLE', { host: this.#options.host, reason });
  }

  #fail(error: unknown): never {
    const { host, via, signal } = this.#options;
    if (signal?.aborted) throw signal.reason;
    throw networkFailure(error, { host, via });
  }

  /** The agents belong to the process and outlive the call. */
  destroy(): void {}

  /** The SDK may not change the limits. */
  updateHttpClientConfig(): void {}

  httpHandlerConfigs(): Record<string, never> {
    return {};
  }
}

const longestPause = 5_000;

// "Full jitter": anything up to twice the last ceiling, so that many waiting processes spread out.
function pauseAfter(attempt: number, { headers }: HttpResponse): Duration {
  const asked = Number(headers['retry-after']) * 1000;
  const floor = asked > 0 ? Math.min(asked, longestPause) : 0;
  return milliseconds(Math.round(floor + Math.random() * Math.min(longestPause, 200 * 2 ** attempt)));
}

function dateOf({ headers }: HttpResponse): Instant | undefined {
  const date = Date.parse(headers['date'] ?? '');
  return Number.isNaN(date) ? undefined : instant(date);
}
