declare const unit: unique symbol;
type Unit<Base, Name extends string> = Base & { readonly [unit]: Name };

/** A point in time: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = Unit<number, 'Instant'>;

/** A length of time in milliseconds. */
export type Duration = Unit<number, 'Duration'>;

export const instant = (epochMilliseconds: number): Instant => epochMilliseconds as Instant;
export const milliseconds = (count: number): Duration => count as Duration;
export const seconds = (count: number): Duration => (count * 1000) as Duration;
export const minutes = (count: number): Duration => (count * 60_000) as Duration;

export const later = (at: Instant, by: Duration): Instant => (at + by) as Instant;
export const between = (from: Instant, to: Instant): Duration => (to - from) as Duration;
