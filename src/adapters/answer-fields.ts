import { JpawsError } from '../domain/errors.ts';
import { Secret } from '../domain/secret.ts';
import { type Duration, type Instant, instant, milliseconds, seconds } from '../domain/units.ts';

/** True for a text that a header and a shell variable can carry: visible ASCII, at least one character. */
export const isSendableToken = (text: string): boolean => /^[\x20-\x7e]+$/.test(text);

const endOfTime = Date.parse('9999-12-31T23:59:59Z');

/**
 * Reads the fields of one answer. What lacks, is of the wrong type or holds what a credential never holds is
 * ANSWER_UNUSABLE, with the name of the field and never its value.
 */
export class AnswerFields {
  readonly #answer: Readonly<Record<string, unknown>>;
  readonly #host: string;

  constructor(answer: object, host: string) {
    this.#answer = answer as Readonly<Record<string, unknown>>;
    this.#host = host;
  }

  /** A text with at least one character. */
  text(field: string): string {
    const value = this.#answer[field];
    if (typeof value !== 'string' || value === '') throw this.unusable(`${field} is missing`);
    return value;
  }

  /** A key or token: visible ASCII only, so no line break or NUL. */
  token(field: string): string {
    const value = this.text(field);
    if (!isSendableToken(value)) throw this.unusable(`${field} has characters that it must not have`);
    return value;
  }

  secret(field: string): Secret<string> {
    return new Secret(this.token(field));
  }

  /** As `secret`, or undefined when there is none. */
  optionalSecret(field: string): Secret<string> | undefined {
    return this.#isAbsent(field) ? undefined : this.secret(field);
  }

  /** As `text`, or undefined when there is none. */
  optionalText(field: string): string | undefined {
    return this.#isAbsent(field) ? undefined : this.text(field);
  }

  /** A length of time told in seconds, at most `longest`. @throws ANSWER_UNUSABLE when it is no number above 0 */
  lifetime(field: string, longest: Duration): Duration {
    return milliseconds(Math.min(seconds(this.#positive(field)), longest));
  }

  /** A pause told in seconds, brought between the two bounds; undefined when there is none or it is no number. */
  optionalPause(field: string, { shortest, longest }: { shortest: Duration; longest: Duration }): Duration | undefined {
    const value = this.#answer[field];
    if (typeof value !== 'number' || Number.isNaN(value)) return undefined;
    return milliseconds(Math.min(Math.max(seconds(value), shortest), longest));
  }

  /** A point in time told as a count of `unit` since 1970, before the year 10000. */
  instant(field: string, unit: Duration): Instant {
    const time = this.#positive(field) * unit;
    if (time > endOfTime) throw this.unusable(`${field} is no possible time`);
    return instant(time);
  }

  unusable(reason: string): JpawsError<'ANSWER_UNUSABLE'> {
    return new JpawsError('ANSWER_UNUSABLE', { host: this.#host, reason });
  }

  #isAbsent(field: string): boolean {
    return this.#answer[field] === undefined || this.#answer[field] === null || this.#answer[field] === '';
  }

  #positive(field: string): number {
    const value = this.#answer[field];
    if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value;
    throw this.unusable(`${field} is no number above 0`);
  }
}
