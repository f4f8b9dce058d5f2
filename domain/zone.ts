import { type Instant, instantOf } from "./time.ts";

/** A time of day in minutes since midnight. */
export type MinuteOfDay = number;

/** Name of a time zone in the IANA database, such as `Europe/Berlin`. */
export type TimeZone = string;

/** A day of a calendar, wherever that is. Months count from 1. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Whether the runtime's copy of the IANA database has it; offsets such as `+01:00` are no zones. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]{1,63}$/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

const formats = new Map<TimeZone, Intl.DateTimeFormat>();

/** Making a format costs a hundred times as much as using it. */
function formatOf(zone: TimeZone): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
  });
  formats.set(zone, made);
  return made;
}

/** What clocks show there, as the milliseconds at which clocks in UTC show the same. */
function shownAt(milliseconds: number, zone: TimeZone): number {
  const parts = formatOf(zone).formatToParts(milliseconds);
  const of = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value);
  const clock = [of("hour"), of("minute"), of("second")] as const;
  return Date.UTC(of("year"), of("month") - 1, of("day"), ...clock);
}

/** How far clocks there are ahead of UTC, in milliseconds. */
const offsetAt = (milliseconds: number, zone: TimeZone): number => {
  const whole = Math.floor(milliseconds / 1000) * 1000;
  return shownAt(whole, zone) - whole;
};

const two = (number: number) => String(number).padStart(2, "0");

/** A moment as clocks there show it, with their offset: `2026-12-03T10:05:00+01:00`. */
export function localTime(at: Instant, zone: TimeZone): string {
  const offset = offsetAt(Date.parse(at), zone);
  const minutes = Math.abs(offset) / 60_000;
  const sign = offset < 0 ? "-" : "+";
  const shown = new Date(shownAt(Date.parse(at), zone)).toISOString().slice(0, 19);
  return `${shown}${sign}${two(Math.floor(minutes / 60))}:${two(Math.round(minutes % 60))}`;
}

/** The day that it is there at a moment, or so many days later. */
export function dayAt(at: Instant, zone: TimeZone, later = 0): Day {
  const shown = new Date(shownAt(Date.parse(at), zone));
  shown.setUTCDate(shown.getUTCDate() + later);
  return {
    ...{ year: shown.getUTCFullYear(), month: shown.getUTCMonth() + 1 },
    day: shown.getUTCDate(),
  };
}

/** 0 is Sunday. */
export const weekdayOf = ({ year, month, day }: Day): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay();

/**
 * The moment at which clocks there show this time. Where clocks are put forward and never show it, it is as
 * if they had not been put yet; where they show it twice, one of the two.
 */
export function momentAt({ year, month, day }: Day, minute: MinuteOfDay, zone: TimeZone): Instant {
  const shown = Date.UTC(year, month - 1, day, 0, minute);
  const guess = shown - offsetAt(shown, zone);
  return instantOf(shown - offsetAt(guess, zone));
}
