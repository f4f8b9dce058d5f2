import { lastWorkingMoment } from "../template/working-hours.ts";
import { between, earliest, type Instant, MINUTE, plus, type Seconds } from "../time.ts";
import { type Change, leaseEvent } from "./change.ts";
import { freezesAt } from "./freeze.ts";
import type { ActiveLease, Lease, RequestedLease, VendingLease } from "./lease.ts";
import { lapsesAt, pendingReminders } from "./pending.ts";
import { QUEUE_PATIENCE } from "./queue.ts";
import { localEnd, workingHoursOf } from "./term.ts";

/** A vending that has not ended after this long is given up: longer than its execution may last. */
export const VENDING_DEADLINE = 75 * MINUTE;

/** A lease that no execution has claimed an account for after this long has its execution started again. */
export const START_AGAIN_AFTER = 5 * MINUTE;

/** The one next thing that time will do to a lease. */
export interface Due {
  readonly at: Instant;
  readonly action: "remind" | "lapse" | "warn" | "freeze" | "expire" | "start-again" | "give-up";
}

/** When time acts on a lease next, and how; undefined when it never will. */
export function nextDue(lease: Lease): Due | undefined {
  switch (lease.status) {
    case "requested":
      return nextDueWhileRequested(lease);
    case "vending":
      return nextDueWhileVending(lease);
    case "active":
      return nextDueWhileActive(lease);
    case "ending": // its account's teardown is due instead
    case "denied":
    case "cancelled":
    case "failed":
    case "ended":
      return undefined;
  }
}

function nextDueWhileRequested(lease: RequestedLease): Due {
  const lapse = lapsesAt(lease);
  const at = earliest(
    lapse,
    ...pendingReminders(lease).map((after) => plus(lease.requestedAt, after)),
  );
  return { at, action: at < lapse ? "remind" : "lapse" };
}

const nextDueWhileVending = (lease: VendingLease): Due =>
  lease.queuedAt !== undefined
    ? { at: patienceEnds(lease, lease.queuedAt), action: "give-up" }
    : lease.accountKey === undefined
      ? { at: plus(lease.vendingSince, START_AGAIN_AFTER), action: "start-again" }
      : { at: plus(lease.vendingSince, VENDING_DEADLINE), action: "give-up" };

const patienceEnds = (lease: VendingLease, queuedAt: Instant): Instant => {
  const latest = plus(queuedAt, QUEUE_PATIENCE);
  return lease.term.kind === "until" ? earliest(latest, lease.term.at) : latest;
};

function nextDueWhileActive(lease: ActiveLease): Due {
  const moments = pendingWarnings(lease).map((before) => momentOf(lease, before));
  const freeze = (lease.frozenAt === undefined ? freezesAt(lease) : undefined) ?? lease.expiresAt;
  const at = earliest(lease.expiresAt, freeze, ...moments);
  if (at === lease.expiresAt) return { at, action: "expire" };
  return { at, action: at === freeze ? "freeze" : "warn" };
}

/**
 * When a warning is told: so long before the end, or, where the template knows working hours, at the last
 * moment before that at which its owner works; but not before the lease began.
 */
function momentOf(lease: ActiveLease, before: Seconds): Instant {
  const moment = plus(lease.expiresAt, -before);
  const hours = workingHoursOf(lease);
  if (hours === undefined) return moment;
  const earlier = lastWorkingMoment(hours, moment);
  return earlier < lease.activatedAt ? moment : earlier;
}

/** A warning makes sense only in the second half of a lease: short leases get fewer. */
export function pendingWarnings(lease: ActiveLease): readonly Seconds[] {
  const half = between(lease.activatedAt, lease.expiresAt) / 2;
  return lease.template.warnings.filter(
    (before) => before <= half && !lease.warned.includes(before),
  );
}

/**
 * Tells the owner that the end is near. When several warnings have come due at once (the schedule was
 * lost for a while), only the last of them is told. Undefined when none is due.
 */
export function warnOwner(lease: ActiveLease, now: Instant): Change | undefined {
  const due = pendingWarnings(lease).filter((before) => momentOf(lease, before) <= now);
  if (due.length === 0 || lease.expiresAt <= now) return undefined;
  const warned: ActiveLease = {
    ...lease,
    version: lease.version + 1,
    warned: [...lease.warned, ...due],
  };
  const details = {
    ...{ expiresAt: lease.expiresAt, ...localEnd(lease, lease.expiresAt) },
    secondsLeft: between(now, lease.expiresAt),
    warning: Math.min(...due),
  };
  return {
    lease: warned,
    events: [leaseEvent("LeaseExpiring", warned, { at: now, by: "mayfly", details })],
  };
}
