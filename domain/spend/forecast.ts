import { between, DAY, type Instant, plus } from "../time.ts";
import { type DailyCost, dayOf, dollars, startOf, sumOf } from "./cost.ts";

/** A day's cost is taken as complete when the day ended this long ago: AWS may take so long to tell it. */
export const SETTLED_AFTER = DAY;

/** How many of the last complete days say how it goes on. */
const LOOKED_AT = 7;

/** From when to when a lease lasts. */
export interface Span {
  readonly activatedAt: Instant;
  readonly expiresAt: Instant;
}

/**
 * What a lease will have cost at its end, if it goes on as it did, in US dollars.
 *
 * The mean of its last complete days (seven at most; the first day of a lease counts as the part that it
 * is) is the rate for the time from the last complete day to the end. While no day is complete, what is
 * known so far was spent since the beginning, in a day at least. It is never less than what is spent.
 */
export function forecastOf(span: Span, days: readonly DailyCost[], now: Instant): number {
  const spent = sumOf(days);
  const settled = dayOf(plus(now, -SETTLED_AFTER));
  const complete = days.filter(({ day }) => day < settled);
  const from = startOf(settled);
  if (complete.length === 0 || from <= span.activatedAt) {
    const elapsed = Math.max(DAY, between(span.activatedAt, now));
    return dollars(spent + (spent / elapsed) * left(now, span.expiresAt));
  }
  const begin = beginning(span, settled);
  const recent = sumOf(complete.filter(({ day }) => day >= dayOf(begin)));
  const rate = recent / between(begin, from);
  return dollars(Math.max(spent, sumOf(complete) + rate * left(from, span.expiresAt)));
}

/** Where the days that are looked at begin: not before the lease does. */
function beginning({ activatedAt }: Span, settled: ReturnType<typeof dayOf>): Instant {
  const earliest = plus(startOf(settled), -LOOKED_AT * DAY);
  return activatedAt > earliest ? activatedAt : earliest;
}

const left = (from: Instant, to: Instant): number => Math.max(0, between(from, to));
