import type { Instant } from "../../kernel/clock.ts";

/** A day and a time as the clocks of some place show them; `month` is 1 to 12. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    ...{ year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
  });
  formats.set(zone, format);
  return format;
}

/** Whether a name is one of the IANA time zones, such as `Europe/Berlin`. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What the clocks of a time zone show at a moment. */
export function wallTime(at: Instant, zone: string): WallTime {
  const parts = formatOf(zone).formatToParts(at);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  return {
    ...{ year: part("year"), month: part("month"), day: part("day") },
    ...{ hour: part("hour"), minute: part("minute"), second: part("second") },
  };
}

const asUtc = ({ year, month, day, hour, minute, second }: WallTime): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);

/** How far a zone is ahead of UTC at a moment, in milliseconds. */
const offsetAt = (at: Instant, zone: string): number =>
  asUtc(wallTime(at, zone)) - Math.floor(at / 1_000) * 1_000;

/**
 * When the clocks of a zone show this: the earlier moment where they show it twice, `undefined` where
 * they skip it.
 */
export function instantOf(wall: WallTime, zone: string): Instant | undefined {
  const shown = asUtc(wall);
  const day = 24 * 60 * 60 * 1_000;
  const offsets = [offsetAt(shown - day, zone), offsetAt(shown + day, zone)];
  const moments = offsets.map((offset) => shown - offset).toSorted((one, other) => one - other);
  return moments.find((at) => asUtc(wallTime(at, zone)) === shown);
}
