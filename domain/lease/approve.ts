import { type Refusal, refuse } from "../failures.ts";
import type { Principal } from "../ids.ts";
import type { Instant } from "../time.ts";
import { type Change, leaseEvent } from "./change.ts";
import {
  type CancelledLease,
  type DeniedLease,
  isQueued,
  type Lease,
  type VendingLease,
} from "./lease.ts";

/** Lets a requested lease go on to vending. Whether `by` may approve is decided in `access/`. */
export function approveLease(lease: Lease, by: Principal, now: Instant): Change | Refusal {
  if (lease.status !== "requested") return tooLate(lease, "approved");
  const vending: VendingLease = {
    ...lease,
    status: "vending",
    version: lease.version + 1,
    vendingSince: now,
    approvedBy: by,
  };
  const told = { at: now, by, from: lease.status };
  return {
    lease: vending,
    events: [
      leaseEvent("LeaseApproved", vending, told),
      leaseEvent("LeaseVending", vending, { ...told, by: "mayfly" }),
    ],
  };
}

/** Refuses a requested lease for good, with a reason for its owner. */
export function denyLease(
  lease: Lease,
  denial: { by: Principal; reason: string },
  now: Instant,
): Change | Refusal {
  if (lease.status !== "requested") return tooLate(lease, "denied");
  const denied: DeniedLease = {
    ...lease,
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
  const { id, owner, template, purpose, term, budget, requestedAt } = lease;
  const cancelled: CancelledLease = {
    ...{ id, owner, template, purpose, term, budget, requestedAt },
    status: "cancelled",
    version: lease.version + 1,
    cancelledAt: now,
  };
  return {
    lease: cancelled,
    events: [leaseEvent("LeaseCancelled", cancelled, { at: now, by, from: lease.status })],
  };
}

const tooLate = (lease: Lease, verb: string): Refusal =>
  refuse(
    "wrong-state",
    `Lease ${lease.id} is ${lease.status}; only a requested lease can be ${verb}.`,
  );
