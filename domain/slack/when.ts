import { DAY, HOUR, type Instant, MINUTE, parseInstant, type Seconds } from "../time.ts";
import { daysAfter, momentOf, type Wall, wallOf } from "./zone.ts";

/** When and where somebody writes. */
export interface Here {
  readonly now: Instant;
  /** IANA name of their time zone. */
  readonly zone: string;
}

const UNITS: readonly (readonly [pattern: RegExp, seconds: Seconds])[] = [
  [/^(m|min|mins|minutes?)$/, MINUTE],
  [/^(h|hrs?|hours?)$/, HOUR],
  [/^(d|days?)$/, DAY],
  [/^(w|wks?|weeks?)$/, 7 * DAY],
];

const unitOf = (word: string): Seconds | undefined =>
  UNITS.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1];

/** How many words from the front say a duration, and how long it is: `3d`, `1d 12h`, `2 days`, `1d12h`. */
export function durationAhead(words: readonly string[]): { taken: number; seconds: Seconds } {
  let taken = 0;
  let seconds = 0;
  for (;;) {
    const [word = "", next = ""] = words.slice(taken);
    const compact = compactSeconds(word);
    const spaced = /^\d{1,5}$/.test(word) ? unitOf(next) : undefined;
    if (compact === undefined && spaced === undefined) return { taken, seconds };
    taken += compact === undefined ? 2 : 1;
    seconds += compact ?? Number(word) * (spaced ?? 0);
  }
}

function compactSeconds(word: string): Seconds | undefined {
  if (!/^(\d{1,5}[a-z]+)+$/i.test(word)) return undefined;
  const parts = [...word.matchAll(/(\d+)([a-z]+)/gi)].map(([, count, unit = ""]) => {
    const seconds = unitOf(unit);
    return seconds === undefined ? Number.NaN : Number(count) * seconds;
  });
  const sum = parts.reduce((total, each) => total + each, 0);
  return Number.isNaN(sum) ? undefined : sum;
}

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** At what time of day a lease ends when only the day is told. */
const EVENING = { hour: 18, minute: 0 };

const TIME = /^([01]?\d|2[0-3]):([0-5]\d)$/;

function timeIn(word: string | undefined): Pick<Wall, "hour" | "minute"> | undefined {
  const [, hour, minute] = TIME.exec(word ?? "") ?? [];
  return hour === undefined ? undefined : { hour: Number(hour), minute: Number(minute) };
}

/**
 * How many words from the front say a moment, and which: `friday 18:00`, `tomorrow`, `2026-12-05 9:30`,
 * `17:45`, or an ISO moment with its offset. Of a day of the week and of a time, the next one is meant.
 */
export function momentAhead(
  words: readonly string[],
  here: Here,
): { taken: number; at: Instant } | undefined {
  const [first = "", ...rest] = words.map((word) => word.toLowerCase().replace(/,$/, ""));
  const iso = parseInstant(words[0] ?? "");
  if (iso !== undefined) return { taken: 1, at: iso };
  const alone = timeIn(first);
  if (alone !== undefined) return { taken: 1, at: next([0, 1], alone, here) };
  const days = daysOf(first, here);
  if (days === undefined) return undefined;
  const skipped = rest[0] === "at" ? 1 : 0;
  const time = timeIn(rest[skipped]);
  const taken = time === undefined ? 1 : 2 + skipped;
  return { taken, at: next(days, time ?? EVENING, here) };
}

/** The days from today on which a word can mean; the first that is in the future is taken. */
function daysOf(word: string, { now, zone }: Here): readonly number[] | undefined {
  if (word === "today") return [0];
  if (word === "tomorrow") return [1];
  const today = wallOf(now, zone);
  const utc = (wall: Pick<Wall, "year" | "month" | "day">) =>
    Date.UTC(wall.year, wall.month - 1, wall.day);
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(word) ?? [];
  if (year !== undefined) {
    const asked = utc({ year: Number(year), month: Number(month), day: Number(day) });
    const isReal = new Date(asked).toISOString().startsWith(word);
    return isReal ? [(asked - utc(today)) / (DAY * 1000)] : undefined;
  }
  const weekday = WEEKDAYS.findIndex(
    (name) => name === word || (word.length === 3 && name.startsWith(word)),
  );
  if (weekday === -1) return undefined;
  const ahead = (weekday - new Date(utc(today)).getUTCDay() + 7) % 7;
  return [ahead, ahead + 7];
}

function next(
  days: readonly number[],
  time: Pick<Wall, "hour" | "minute">,
  { now, zone }: Here,
): Instant {
  const moments = days.map((ahead) =>
    momentOf({ ...daysAfter(wallOf(now, zone), ahead), ...time }, zone),
  );
  return moments.find((at) => at > now) ?? moments[0] ?? now;
}
