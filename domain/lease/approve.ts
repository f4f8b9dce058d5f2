import { type Refusal, refuse } from "../failures.ts";
import type { Principal } from "../ids.ts";
import type { Instant } from "../time.ts";
import { type Change, leaseEvent } from "./change.ts";
import {
  type CancelledLease,
  type DeniedLease,
  isQueued,
  type Lease,
  type QueuedLease,
  type RequestedLease,
  type VendingLease,
} from "./lease.ts";
import { lengthOf } from "./term.ts";

/** Who decided, and why. */
export interface Decision {
  readonly by: Principal;
  readonly reason?: string;
}

/** Lets a requested lease go on to vending. Whether `by` may approve is decided in `access/`. */
export function approveLease(
  lease: Lease,
  { by, reason }: Decision,
  now: Instant,
): Change | Refusal {
  if (lease.status !== "requested") return tooLate(lease, "approved");
  if (lengthOf(lease.term, now) <= 0)
    return refuse("wrong-state", `Lease ${lease.id} would have ended already.`);
  const { reminded: _, ...asked } = lease;
  const vending: VendingLease = {
    ...asked,
    status: "vending",
    version: lease.version + 1,
    vendingSince: now,
    approvedBy: by,
  };
  const told = { at: now, by, from: lease.status };
  const why = reason === undefined ? {} : { why: reason };
  return {
    lease: vending,
    events: [
      leaseEvent("LeaseApproved", vending, { ...told, ...why }),
      leaseEvent("LeaseVending", vending, { ...told, by: "mayfly" }),
    ],
  };
}

/** Refuses a requested lease for good, with a reason for its owner. */
export function denyLease(
  lease: Lease,
  denial: Required<Decision>,
  now: Instant,
): Change | Refusal {
  if (lease.status !== "requested") return tooLate(lease, "denied");
  const { reminded: _, ...asked } = lease;
  const denied: DeniedLease = {
    ...asked,
    status: "denied",
    version: lease.version + 1,
    deniedBy: denial.by,
    deniedAt: now,
    reason: denial.reason,
  };
  return {
    lease: denied,
    events: [
      leaseEvent("LeaseDenied", denied, {
        at: now,
        by: denial.by,
        from: lease.status,
        why: denial.reason,
      }),
    ],
  };
}

/** Takes a request back before it was decided, or while it waits for an account. */
export function cancelLease(lease: Lease, by: Principal, now: Instant): Change | Refusal {
  if (lease.status !== "requested" && !isQueued(lease)) return tooLate(lease, "cancelled");
  const cancelled = cancelledFrom(lease, now);
  return {
    lease: cancelled,
    events: [leaseEvent("LeaseCancelled", cancelled, { at: now, by, from: lease.status })],
  };
}

/** The lease without whatever was under way for it. */
export function cancelledFrom(lease: RequestedLease | QueuedLease, now: Instant): CancelledLease {
  const { id, owner, template, purpose, term, budget, requestedAt, timeZone, approvedBy } = lease;
  return {
    ...{ id, owner, template, purpose, term, budget, requestedAt },
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(approvedBy === undefined ? {} : { approvedBy }),
    status: "cancelled",
    version: lease.version + 1,
    cancelledAt: now,
  };
}

const tooLate = (lease: Lease, verb: string): Refusal =>
  refuse(
    "wrong-state",
    `Lease ${lease.id} is ${lease.status}; only a requested lease can be ${verb}.`,
  );
