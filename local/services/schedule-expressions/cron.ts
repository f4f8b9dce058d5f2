import type { Instant } from "../../kernel/clock.ts";
import { type DayRule, dayRule } from "./cron-days.ts";
import { fieldValues, InvalidField } from "./cron-field.ts";
import { instantOf, wallTime } from "./zone.ts";

/** A cron expression of six fields: minutes hours day-of-month month day-of-week year. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly months: ReadonlySet<number>;
  readonly years: ReadonlySet<number>;
  readonly isDay: DayRule;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

const YEARS = { low: 1970, high: 2199 };

/** Understands the six fields of `cron(…)`. Throws InvalidField. */
export function parseCron(text: string): Cron {
  const fields = text.trim().split(/\s+/u);
  const [minutes = "", hours = "", dayOfMonth = "", month = "", dayOfWeek = "", year = ""] = fields;
  if (fields.length !== 6) throw new InvalidField(text);
  return {
    minutes: fieldValues(minutes, { low: 0, high: 59 }),
    hours: fieldValues(hours, { low: 0, high: 23 }),
    months: new Set(fieldValues(month, { low: 1, high: 12, names: MONTHS })),
    years: new Set(fieldValues(year, YEARS)),
    isDay: dayRule(dayOfMonth, dayOfWeek),
  };
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const isMeant = ({ years, months, isDay }: Cron, { year, month, day }: Day) =>
  years.has(year) && months.has(month) && isDay(year, month, day);

/** The first moment of a day that is meant and comes after `after`. */
function firstOn(cron: Cron, day: Day, after: Instant, zone: string): Instant | undefined {
  for (const hour of cron.hours) {
    for (const minute of cron.minutes) {
      const at = instantOf({ ...day, hour, minute, second: 0 }, zone);
      if (at !== undefined && at > after) return at;
    }
  }
  return undefined;
}

function following({ year, month, day }: Day): Day {
  const next = new Date(Date.UTC(year, month - 1, day + 1));
  return { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() };
}

/**
 * The first moment after `after` that the expression means by the clocks of a zone; times that they
 * skip are skipped, of times that they show twice the first counts. `undefined` when there is none.
 */
export function nextByCron(cron: Cron, after: Instant, zone: string): Instant | undefined {
  const lastYear = Math.max(...cron.years);
  let day: Day = wallTime(after, zone);
  while (day.year <= lastYear) {
    const { year, month } = day;
    const found = isMeant(cron, day)
      ? firstOn(cron, { year, month, day: day.day }, after, zone)
      : undefined;
    if (found !== undefined) return found;
    day = following(day);
  }
  return undefined;
}
