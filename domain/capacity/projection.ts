import type { Account } from "../account/account.ts";
import type { ActiveLease } from "../lease/lease.ts";
import { DAY, type Instant, plus } from "../time.ts";
import { type Closures, closuresLeft } from "./closures.ts";
import { type Creations, slotsLeft } from "./creations.ts";
import { EMPTYING_TAKES } from "./estimate.ts";
import { closureQuota } from "./limits.ts";

/** All that lies ahead as far as the ledger knows: nobody knows who will ask for an account tomorrow. */
export interface Ahead {
  readonly creations: Creations;
  readonly closures: Closures;
  readonly slots: number;
  readonly active: readonly ActiveLease[];
  readonly closed: readonly Account[];
  /** Accounts that wait to be closed already. */
  readonly waiting: number;
}

/** One of the days ahead, from now to the same hour of the next day and so on. */
export interface DayAhead {
  readonly from: Instant;
  /** Leases that end by themselves on this day. */
  readonly leasesEnding: number;
  /** How many of their accounts will be closed at most; the others come back to the pool. */
  readonly closing: number;
  /** Closed accounts that leave their slot. */
  readonly leaving: number;
  /** At the end of the day, when nobody asks for more. */
  readonly slotsLeft: number;
  /** Closures that the 30-day window still allows at the end of the day; below zero, so many must wait. */
  readonly closuresLeft: number;
}

const DAYS = 30;

/** The month ahead, projected from the leases that will end and the accounts that will leave. */
export function monthAhead(ahead: Ahead, now: Instant): readonly DayAhead[] {
  const quota = closureQuota(ahead.creations.accounts);
  let [slots, closed] = [slotsLeft(ahead.creations, ahead.slots), ahead.waiting];
  return Array.from({ length: DAYS }, (_, index) => {
    const [from, to] = [plus(now, index * DAY), plus(now, (index + 1) * DAY)];
    const within = (at: Instant | undefined) => at !== undefined && at >= from && at < to;
    const ending = ahead.active.filter(({ expiresAt }) => within(expiresAt));
    const closing = ending.filter(({ template }) => template.disposition !== "recycle").length;
    const leaving = ahead.closed.filter((each) => "dueAt" in each && within(each.dueAt)).length;
    slots += leaving;
    closed += closing;
    const left = closuresLeft(ahead.closures, quota, to) - closed;
    const counts = { leasesEnding: ending.length, closing, leaving };
    return { from, ...counts, slotsLeft: slots, closuresLeft: left };
  });
}

/** When accounts will come back to the pool or leave their slot, earliest first. */
export function comingsOf({
  active,
  closed,
}: Pick<Ahead, "active" | "closed">): readonly Instant[] {
  const returning = active
    .filter(({ template }) => template.disposition !== "close")
    .map(({ expiresAt }) => plus(expiresAt, EMPTYING_TAKES));
  const leaving = closed.flatMap((each) => ("dueAt" in each ? [each.dueAt] : []));
  return [...returning, ...leaving].toSorted();
}
