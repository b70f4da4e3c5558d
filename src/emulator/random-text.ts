import { randomBytes, randomInt } from 'node:crypto';

const letters = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** Random text in base64url, as tokens and ids have it. */
export const randomToken = (bytes: number): string => randomBytes(bytes).toString('base64url');

/** A user code that is easy to read out: consonants only, so no words and nothing that looks like a digit. */
export function randomUserCode(): string {
  const half = () => letters('BCDFGHJKLMNPQRSTVWXZ', 4);
  return `${half()}-${half()}`;
}

/** The id of a temporary key: `ASIA` and 16 characters of base32. */
export const randomAccessKeyId = (): string => `ASIA${letters('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`;

/** 40 characters of base64, `/` and `+` among them. */
export const randomSecretKey = (): string => randomBytes(30).toString('base64');

/** Long base64 with padding, as STS issues it. */
export const randomSessionToken = (): string => `IQoJb3JpZ2luX2Vj${randomBytes(493).toString('base64')}`;
