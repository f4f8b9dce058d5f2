import { isRefusal, type Refusal, refuse } from "../failures.ts";
import type { LeaseId, Principal } from "../ids.ts";
import { leaseEvent } from "../lease/change.ts";
import type { Term } from "../lease/lease.ts";
import { type Requested, requestLease, type Standing } from "../lease/request.ts";
import type { LeaseTemplate } from "../template/template.ts";
import { earliest, type Instant, plus } from "../time.ts";
import { type Course, type IssuedCode, isOver } from "./course.ts";

/**
 * The one refusal of a code that nobody made, that somebody else redeemed, that was withdrawn, or whose course
 * is over: whoever tries codes learns nothing from it.
 */
export const NO_SUCH_CODE: Refusal = refuse(
  "not-found",
  "This code is not good: it was mistyped, redeemed already, or withdrawn, or its time is over.",
  "code",
);

/** What is known of a code that somebody shows. */
export interface Shown {
  readonly issued: IssuedCode;
  readonly course: Course;
  /** As it is configured today. */
  readonly template: LeaseTemplate;
}

export interface Redemption {
  readonly leaseId: LeaseId;
  readonly owner: Principal;
  readonly secretHash: string;
}

/** The lease that the code has become already, by somebody with the same secret. */
export const earlierLease = (
  issued: IssuedCode | undefined,
  secretHash: string,
): LeaseId | undefined =>
  issued?.redeemed?.secretHash === secretHash ? issued.redeemed.leaseId : undefined;

/** Whether the code can be redeemed. */
export const isGood = (issued: IssuedCode, course: Course, now: Instant): boolean =>
  issued.redeemed === undefined &&
  issued.withdrawals === course.withdrawals &&
  !isOver(course, now);

/**
 * Makes a code into a lease, which ends with its course at the latest. Refuses an alias that somebody in the
 * course has, and whatever the template's limits forbid: the code stays good then.
 */
export function redeemCode(
  { issued, course, template }: Shown,
  { redemption, standing }: { readonly redemption: Redemption; readonly standing: Standing },
  now: Instant,
): Requested | Refusal {
  const rules = template.codes;
  if (rules === undefined || !isGood(issued, course, now)) return NO_SUCH_CODE;
  const { leaseId, owner, secretHash } = redemption;
  if (standing.tally.version > 0)
    return refuse("invalid", "Somebody in this course has this alias: choose another.", "alias");
  const latestEnd = earliest(course.endsAt, template.latestEnd ?? course.endsAt);
  const requested = requestLease(
    {
      ...{ id: leaseId, owner, template: { ...template, latestEnd } },
      ...{ purpose: `course ${course.name}`, term: termOf(rules.duration, latestEnd, now) },
      ...(course.budget === undefined ? {} : { budget: course.budget }),
    },
    standing,
    now,
  );
  if (isRefusal(requested)) return requested;
  const redeemed: IssuedCode = { ...issued, version: 2, redeemed: { leaseId, secretHash } };
  const told = { at: now, by: owner };
  return {
    ...requested,
    redeemed,
    events: [
      ...requested.events,
      { ...leaseEvent("CodeRedeemed", requested.lease, told), course: course.name },
    ],
  };
}

/** As long as the template says, and not beyond the end of the course. */
const termOf = (seconds: number, latestEnd: Instant, now: Instant): Term =>
  plus(now, seconds) > latestEnd ? { kind: "until", at: latestEnd } : { kind: "duration", seconds };
