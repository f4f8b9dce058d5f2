/** A moment as ISO 8601 text in UTC with milliseconds, so that text order is time order. */
export type Instant = string & { readonly __brand: "Instant" };

/** A length of time in whole seconds. */
export type Seconds = number;

/** The moment that lies this many milliseconds after 1970-01-01T00:00:00Z. */
export const instantOf = (milliseconds: number): Instant =>
  new Date(milliseconds).toISOString() as Instant;

const FORM = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads a moment with any UTC offset; undefined when the text is none. */
export function parseInstant(text: string): Instant | undefined {
  const [, date] = FORM.exec(text) ?? [];
  const milliseconds = Date.parse(text);
  if (date === undefined || Number.isNaN(milliseconds)) return undefined;
  // `Date` takes 30 February for 2 March.
  return instantOf(Date.parse(date)).startsWith(date) ? instantOf(milliseconds) : undefined;
}

export const plus = (instant: Instant, seconds: Seconds): Instant =>
  instantOf(Date.parse(instant) + seconds * 1000);

/** Seconds from `start` to `end`; negative when `end` is earlier. */
export const between = (start: Instant, end: Instant): Seconds =>
  (Date.parse(end) - Date.parse(start)) / 1000;

export const earliest = (first: Instant, ...others: readonly Instant[]): Instant =>
  others.reduce((found, each) => (each < found ? each : found), first);

export const MINUTE: Seconds = 60;
export const HOUR: Seconds = 60 * MINUTE;
export const DAY: Seconds = 24 * HOUR;
