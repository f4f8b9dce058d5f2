import { type Instant, instantOf } from "../time.ts";

/** A date and time as a clock on the wall shows it; months count from 1. */
export interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const partsOf = (milliseconds: number, zone: string): Wall => {
  const parts = new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric" },
  }).formatToParts(milliseconds);
  const number = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return {
    ...{ year: number("year"), month: number("month"), day: number("day") },
    ...{ hour: number("hour"), minute: number("minute") },
  };
};

const asUtc = ({ year, month, day, hour, minute }: Wall) =>
  Date.UTC(year, month - 1, day, hour, minute);

/** What the clocks of a zone show at a moment. */
export const wallOf = (at: Instant, zone: string): Wall => partsOf(Date.parse(at), zone);

/**
 * The moment at which the clocks of a zone show this. A time that they skip in spring is taken for the one
 * an hour later; of a time that comes twice in autumn, one of the two.
 */
export function momentOf(wall: Wall, zone: string): Instant {
  const wanted = asUtc(wall);
  const first = wanted - (asUtc(partsOf(wanted, zone)) - wanted);
  const second = first - (asUtc(partsOf(first, zone)) - wanted);
  return instantOf(asUtc(partsOf(second, zone)) === wanted ? second : Math.max(first, second));
}

/** The same time of day, some days later. */
export function daysAfter(wall: Wall, days: number): Wall {
  const date = new Date(Date.UTC(wall.year, wall.month - 1, wall.day + days));
  return {
    ...wall,
    ...{ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() },
  };
}

/** Whether a zone is one that is known. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}
