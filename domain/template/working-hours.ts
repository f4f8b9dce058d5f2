import { earliest, type Instant } from "../time.ts";
import { dayAt, type MinuteOfDay, momentAt, type TimeZone, weekdayOf } from "../zone.ts";

export const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** When people are at work, and read what they are told. */
export interface WorkingHours {
  readonly days: readonly Weekday[];
  readonly from: MinuteOfDay;
  readonly to: MinuteOfDay;
  /** Where, for leases whose request names no time zone. */
  readonly timeZone: TimeZone;
  /** Whether an end that follows from a duration is put off until the working hours end next. */
  readonly moveEnds: boolean;
}

interface Shift {
  readonly start: Instant;
  readonly end: Instant;
}

/** The working hours of a day so many days later; undefined when nobody works then. */
function shiftOf(hours: WorkingHours, at: Instant, later: number): Shift | undefined {
  const day = dayAt(at, hours.timeZone, later);
  const name = WEEKDAYS[weekdayOf(day)];
  if (name === undefined || !hours.days.includes(name)) return undefined;
  const { from, to, timeZone } = hours;
  return { start: momentAt(day, from, timeZone), end: momentAt(day, to, timeZone) };
}

/** A week, and the day on which it begins once more. */
const DAYS = [0, 1, 2, 3, 4, 5, 6, 7];

const shiftsOf = (hours: WorkingHours, at: Instant, direction: 1 | -1): readonly Shift[] =>
  DAYS.flatMap((days) => shiftOf(hours, at, direction * days) ?? []);

/** The moment itself when somebody works then; otherwise the end of the working hours before it. */
export function lastWorkingMoment(hours: WorkingHours, at: Instant): Instant {
  const shift = shiftsOf(hours, at, -1).find(({ start }) => start <= at);
  return shift === undefined ? at : earliest(at, shift.end);
}

/** The next end of working hours, which may be the moment itself. */
export const nextWorkingEnd = (hours: WorkingHours, at: Instant): Instant =>
  shiftsOf(hours, at, 1).find(({ end }) => end >= at)?.end ?? at;
