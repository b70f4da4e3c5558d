import { instant, type Instant } from './units.ts';

const daysBeforeYear = (year: number): number => {
  const past = year - 1;
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
};

const EPOCH_DAYS = daysBeforeYear(1970);
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

const SHAPE =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?\s*(Z|UTC|GMT|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/i;

/**
 * Reads the date forms that the AWS CLI and the SDKs leave in the shared caches: `…Z`, `…UTC`, `…+00:00`,
 * with or without fractions of a second. A text without a zone, or with an impossible day or hour, is undefined.
 */
export function instantFromText(text: unknown): Instant | undefined {
  const parts = typeof text === 'string' ? SHAPE.exec(text.trim()) : null;
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  const isReal =
    month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month) && hour < 24 && minute < 60 && second < 61;
  if (!isReal) return undefined;
  let days = daysBeforeYear(year) - EPOCH_DAYS + day - 1;
  for (let earlier = 1; earlier < month; earlier += 1) days += daysInMonth(year, earlier);
  const fraction = Math.floor(Number(`0.${parts[7] ?? '0'}`) * 1000);
  const offset = offsetMinutes(parts[8] ?? 'Z');
  return instant((((days * 24 + hour) * 60 + minute - offset) * 60 + second) * 1000 + fraction);
}

function offsetMinutes(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (match === null) return 0;
  const total = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -total : total;
}

const two = (count: number): string => String(count).padStart(2, '0');

/** `2026-11-23T15:04:05` in UTC; fractions of a second are cut off. */
function utcSeconds(at: Instant): string {
  const totalSeconds = Math.floor(at / 1000);
  const secondOfDay = ((totalSeconds % 86_400) + 86_400) % 86_400;
  let days = (totalSeconds - secondOfDay) / 86_400;
  // Never after the right year, whichever side of 1970 it is on.
  let year = 1970 + Math.floor(days / (days < 0 ? 365 : 366));
  while (daysBeforeYear(year + 1) - EPOCH_DAYS <= days) year += 1;
  days -= daysBeforeYear(year) - EPOCH_DAYS;
  let month = 1;
  while (days >= daysInMonth(year, month)) {
    days -= daysInMonth(year, month);
    month += 1;
  }
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(days + 1)}`;
  const time = `${two(Math.floor(secondOfDay / 3600))}:${two(Math.floor(secondOfDay / 60) % 60)}:${two(secondOfDay % 60)}`;
  return `${date}T${time}`;
}

/** `2026-11-23T15:04:05Z`: the form of the AWS CLI's cache files. */
export const textFromInstant = (at: Instant): string => `${utcSeconds(at)}Z`;

/** `2026-11-23T15:04:05+00:00`: the form of AWS_CREDENTIAL_EXPIRATION and `export-credentials`. */
export const offsetTextFromInstant = (at: Instant): string => `${utcSeconds(at)}+00:00`;

/** Epoch seconds as the shells hold them in a variable (digits, 12 at most); undefined for any other text. */
export const instantFromSeconds = (text: string | undefined): Instant | undefined =>
  text !== undefined && /^[0-9]{1,12}$/.test(text) ? instant(Number(text) * 1000) : undefined;
