import { between, earliest, HOUR, type Instant, MINUTE, plus, type Seconds } from "../time.ts";
import { type Change, leaseEvent } from "./change.ts";
import type { ActiveLease, Lease } from "./lease.ts";

/** A vending that has not ended after this long is given up: longer than its execution may last. */
export const VENDING_DEADLINE = 75 * MINUTE;

/** How long a lease may be ending before its teardown is looked at again. */
export const ENDING_DEADLINE = HOUR;

/** The one next thing that time will do to a lease. */
export interface Due {
  readonly at: Instant;
  readonly action: "warn" | "expire" | "give-up" | "look-after-teardown";
}

/** When time acts on a lease next, and how; undefined when it never will. */
export function nextDue(lease: Lease): Due | undefined {
  switch (lease.status) {
    case "vending":
      return { at: plus(lease.vendingSince, VENDING_DEADLINE), action: "give-up" };
    case "active":
      return nextDueWhileActive(lease);
    case "ending":
      return { at: plus(lease.endingSince, ENDING_DEADLINE), action: "look-after-teardown" };
    case "requested":
    case "denied":
    case "cancelled":
    case "failed":
    case "ended":
      return undefined;
  }
}

function nextDueWhileActive(lease: ActiveLease): Due {
  const moments = pendingWarnings(lease).map((before) => plus(lease.expiresAt, -before));
  const at = earliest(lease.expiresAt, ...moments);
  return { at, action: at < lease.expiresAt ? "warn" : "expire" };
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
  const due = pendingWarnings(lease).filter((before) => plus(lease.expiresAt, -before) <= now);
  if (due.length === 0 || lease.expiresAt <= now) return undefined;
  const warned: ActiveLease = {
    ...lease,
    version: lease.version + 1,
    warned: [...lease.warned, ...due],
  };
  const details = {
    expiresAt: lease.expiresAt,
    secondsLeft: between(now, lease.expiresAt),
    warning: Math.min(...due),
  };
  return {
    lease: warned,
    events: [leaseEvent("LeaseExpiring", warned, { at: now, by: "mayfly", details })],
  };
}
