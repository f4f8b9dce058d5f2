import { isRefusal } from "../failures.ts";
import { DAY, type Instant } from "../time.ts";
import { cancelLease } from "./approve.ts";
import { type Change, leaseEvent } from "./change.ts";
import { attemptOf, type ClaimedLease, type QueuedLease, type VendingLease } from "./lease.ts";

/** A lease that has waited so long for an account is given up: then its purpose has passed as well. */
export const QUEUE_PATIENCE = 14 * DAY;

/** Puts the lease at the end of the queue. One that waits already keeps its place. */
export function queueLease(lease: VendingLease, why: string, now: Instant): Change {
  if (lease.queuedAt !== undefined) return { events: [] };
  const queued: VendingLease = { ...lease, version: lease.version + 1, queuedAt: now };
  return {
    lease: queued,
    events: [leaseEvent("LeaseQueued", queued, { at: now, by: "mayfly", why })],
  };
}

/**
 * The account that the lease was to have cannot be made: it waits again, in front of all who came after it.
 * When its owner has asked for the end in the meantime, it is taken back.
 */
export function queueAgain(lease: ClaimedLease, why: string, now: Instant): Change {
  const { accountKey: _, waitedSince, endRequestedBy, ...rest } = lease;
  const queued: QueuedLease = {
    ...rest,
    version: lease.version + 1,
    queuedAt: waitedSince ?? lease.vendingSince,
  };
  const cancelled =
    endRequestedBy === undefined
      ? undefined
      : cancelLease({ ...queued, version: lease.version }, endRequestedBy, now);
  if (cancelled !== undefined && !isRefusal(cancelled)) return cancelled;
  return {
    lease: queued,
    events: [leaseEvent("LeaseQueued", queued, { at: now, by: "mayfly", why })],
  };
}

/**
 * The lease leaves the queue, in the same change that gives it an account: the time that its vending may
 * take begins now, and an event starts its next execution.
 */
export function admitLease(
  lease: ClaimedLease,
  now: Instant,
): Change & { readonly lease: ClaimedLease } {
  const attempt = attemptOf(lease) + 1;
  const admitted: ClaimedLease = { ...lease, attempt, vendingSince: now };
  const details = { attempt };
  return {
    lease: admitted,
    events: [leaseEvent("LeaseAdmitted", admitted, { at: now, by: "mayfly", details })],
  };
}
