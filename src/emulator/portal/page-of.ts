import { ServiceError } from '../service-error.ts';

/** Part of a list, and where the next part begins. */
export interface PageOf<T> {
  readonly items: readonly T[];
  readonly nextToken: string | null;
}

const invalid = (message: string): ServiceError => new ServiceError(400, 'InvalidRequestException', message);

function startOf(nextToken: string | null, length: number): number {
  if (nextToken === null) return 0;
  const start = /^from:(\d+)$/.exec(Buffer.from(nextToken, 'base64url').toString('latin1'))?.[1];
  if (start === undefined || Number(start) >= length) throw invalid('Invalid pagination token provided');
  return Number(start);
}

/**
 * The page that `max_result` and `next_token` ask for.
 *
 * @param limit most entries of one page, whatever is asked for
 * @throws ServiceError InvalidRequestException for a foreign token, or a size that is not 1 to 100
 */
export function pageOf<T>(all: readonly T[], query: URLSearchParams, limit: number): PageOf<T> {
  const asked = query.get('max_result') ?? `${limit}`;
  const isSize = /^\d{1,3}$/.test(asked) && Number(asked) >= 1 && (!query.has('max_result') || Number(asked) <= 100);
  if (!isSize) throw invalid('max_result must be 1 to 100');
  const start = startOf(query.get('next_token'), all.length);
  const end = start + Math.min(Number(asked), limit);
  const nextToken = end < all.length ? Buffer.from(`from:${end}`, 'latin1').toString('base64url') : null;
  return { items: all.slice(start, end), nextToken };
}
