import type { LeaseTemplate } from "../template/template.ts";
import { nextWorkingEnd, type WorkingHours } from "../template/working-hours.ts";
import { between, earliest, type Instant, plus, type Seconds } from "../time.ts";
import { localTime } from "../zone.ts";
import type { Term, Terms } from "./lease.ts";

/** How long a term lasts when the account is handed over at `now`. */
export const lengthOf = (term: Term, now: Instant): Seconds =>
  term.kind === "duration" ? term.seconds : between(now, term.at);

/** What of a lease says where its ends may lie. */
type Bounds = Pick<Terms, "template" | "timeZone">;

/** The working hours of the template, where the owner is. */
export function workingHoursOf({ template, timeZone }: Bounds): WorkingHours | undefined {
  const hours = template.workingHours;
  return hours === undefined || timeZone === undefined ? hours : { ...hours, timeZone };
}

/** The last moment to which a lease that was handed over at `start` can last. */
export function latestEndOf({ duration, latestEnd }: LeaseTemplate, start: Instant): Instant {
  const longest = plus(start, duration.longest);
  return latestEnd === undefined ? longest : earliest(longest, latestEnd);
}

/**
 * The end of a lease that is handed over now. What follows from a duration is put off until working hours
 * end, where the template wants that and its limits allow it; a moment that was asked for stays.
 */
export function endOf(lease: Bounds & Pick<Terms, "term">, now: Instant): Instant {
  const { term, template } = lease;
  if (term.kind === "until") return term.at;
  const latest = latestEndOf(template, now);
  return putOff(lease, earliest(plus(now, term.seconds), latest), latest);
}

/** The next end of working hours, unless that is beyond `latest` or nobody wants it. */
export function putOff(lease: Bounds, end: Instant, latest: Instant): Instant {
  const hours = workingHoursOf(lease);
  if (hours?.moveEnds !== true) return end;
  const moved = nextWorkingEnd(hours, end);
  return moved <= latest ? moved : end;
}

/** The end as its owner reads it on their clock; nothing when nobody knows where they are. */
export function localEnd(lease: Bounds, expiresAt: Instant): Readonly<Record<string, string>> {
  const timeZone = lease.timeZone ?? lease.template.workingHours?.timeZone;
  return timeZone === undefined ? {} : { timeZone, localEnd: localTime(expiresAt, timeZone) };
}
