import type { Account } from "../account/account.ts";
import type { Lease } from "../lease/lease.ts";
import { isQueued } from "../lease/lease.ts";
import type { NoticeName, ToldEvent } from "./notice.ts";

/**
 * Whether a notice about a lease still says what is true: while nothing could be sent, a request may have been
 * decided on, an end put off. What has happened for good is told however late it is.
 */
export function holdsOfLease(name: NoticeName, lease: Lease, event: ToldEvent): boolean {
  switch (name) {
    case "lease-waiting":
    case "approval-wanted":
    case "approval-reminder":
      return lease.status === "requested";
    case "lease-queued":
      return isQueued(lease);
    case "lease-approved":
      // What rules approve is no news: the account comes at once.
      return event.by !== "mayfly" && (lease.status === "vending" || lease.status === "active");
    case "lease-active":
      return lease.status === "active";
    case "lease-expiring":
      return lease.status === "active" && lease.expiresAt === event.details?.["expiresAt"];
    case "lease-frozen":
      return lease.status === "active" && lease.frozenAt !== undefined;
    case "lease-unfrozen":
      return lease.status === "active" && lease.frozenAt === undefined;
    default:
      return true;
  }
}

/** Whether a notice about an account still says what is true. */
export function holdsOfAccount(name: NoticeName, account: Account): boolean {
  if (name === "account-attention") return account.status === "attention";
  return name !== "account-astray" || (account.noticed ?? []).length > 0;
}
