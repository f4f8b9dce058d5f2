import type { LeasedAccount } from "../account/account.ts";
import { quarantineAccount, quarantinedEvent } from "../account/quarantine.ts";
import { type Refusal, refuse } from "../failures.ts";
import type { Principal } from "../ids.ts";
import type { Instant } from "../time.ts";
import { cancelLease } from "./approve.ts";
import { type Change, leaseEvent } from "./change.ts";
import {
  type ActiveLease,
  type EndedLease,
  type EndingLease,
  type EndReason,
  isQueued,
  type Lease,
  type VendingLease,
} from "./lease.ts";

/** Who wants the end, and why. */
export interface Ending {
  readonly by: Principal | "mayfly";
  readonly reason: EndReason;
  readonly at: Instant;
}

/** The reason that a lease's history gives when somebody wanted its end. */
export const endedBy = (by: Principal, lease: Pick<Lease, "owner">): EndReason =>
  by === lease.owner ? "ended-by-owner" : "ended-by-administrator";

/** Ends an active lease: its account is condemned in the same change, so neither is left behind. */
export function endActive(lease: ActiveLease, account: LeasedAccount, ending: Ending): Change {
  const { warned: _, ...held } = lease;
  const after: EndingLease = {
    ...held,
    status: "ending",
    version: lease.version + 1,
    endingSince: ending.at,
    reason: ending.reason,
  };
  const quarantined = quarantineAccount(account, lease.template.disposition, ending.at);
  const told = { at: ending.at, why: ending.reason };
  return {
    lease: after,
    account: quarantined,
    events: [
      leaseEvent("LeaseEnding", after, { ...told, by: ending.by, from: "active" }),
      quarantinedEvent(quarantined, { ...told, by: "mayfly", from: "leased" }),
    ],
  };
}

/** Expires a lease whose end has come; undefined when it has not (it may have been extended meanwhile). */
export function expireLease(
  lease: ActiveLease,
  account: LeasedAccount,
  now: Instant,
): Change | undefined {
  if (lease.expiresAt > now) return undefined;
  return endActive(lease, account, { by: "mayfly", reason: "expired", at: now });
}

/**
 * What a wish to end means before the lease is active: a request is taken back, and a lease that is
 * being vended ends as soon as it is handed over. Refused once the lease is over.
 */
export function endInactive(
  lease: Exclude<Lease, ActiveLease>,
  by: Principal,
  now: Instant,
): Change | Refusal {
  switch (lease.status) {
    case "requested":
      return cancelLease(lease, by, now);
    case "vending":
      return isQueued(lease) ? cancelLease(lease, by, now) : endAfterVending(lease, by);
    case "ending":
      return { events: [] };
    case "ended":
    case "denied":
    case "cancelled":
    case "failed":
      return refuse("wrong-state", `Lease ${lease.id} is ${lease.status} already.`);
  }
}

function endAfterVending(lease: VendingLease, by: Principal): Change {
  if (lease.endRequestedBy !== undefined) return { events: [] };
  return { lease: { ...lease, version: lease.version + 1, endRequestedBy: by }, events: [] };
}

/** Nobody but Mayfly gets into the account any more: for its owner, the lease is over. */
export function finishEnding(lease: EndingLease, now: Instant): Change {
  const ended: EndedLease = { ...lease, status: "ended", version: lease.version + 1, endedAt: now };
  return {
    lease: ended,
    events: [
      leaseEvent("LeaseEnded", ended, { at: now, by: "mayfly", from: "ending", why: lease.reason }),
    ],
  };
}
