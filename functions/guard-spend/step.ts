import type { LeaseId } from "../../domain/ids.ts";
import type { ActiveLease, Lease } from "../../domain/lease/lease.ts";
import type { Ledger } from "../../ports/ledger.ts";
import type { SpendGuard } from "../../ports/spend-guard.ts";
import { knownLease } from "../shared/reading.ts";

interface Ports {
  readonly ledger: Ledger;
  readonly guard: SpendGuard;
}

/** What of a domain event is read: a lease that ends is of interest only if it was frozen. */
interface Told {
  readonly "detail-type": string;
  readonly detail: { readonly leaseId: LeaseId };
}

/**
 * Attaches the guard rail of frozen accounts to a lease's account, or detaches it. It looks at the ledger
 * and not only at the event, so that events in any order and number leave the account as it should be.
 */
export const guardSpend =
  ({ ledger, guard }: Ports) =>
  async (event: Told): Promise<void> => {
    const { leaseId } = event.detail;
    const lease = await knownLease(ledger, leaseId);
    if (isFrozen(lease)) await guard.attach(lease.accountId);
    // While it was being attached the lease may have ended: its account must not go on to others like this.
    const after = isFrozen(lease) ? await knownLease(ledger, leaseId) : lease;
    if (isFrozen(after) || !mayBeAttached(after, event)) return;
    await thaw({ ledger, guard }, after);
  };

const isFrozen = (lease: Lease): lease is ActiveLease =>
  lease.status === "active" && lease.frozenAt !== undefined;

const mayBeAttached = (lease: Lease, event: Told): boolean =>
  event["detail-type"] !== "LeaseEnding" || "frozenAt" in lease;

async function thaw({ ledger, guard }: Ports, lease: Lease): Promise<void> {
  if (!("accountKey" in lease)) return;
  const account = await ledger.account(lease.accountKey);
  if (account === undefined || !("accountId" in account)) return;
  // An account that serves another lease by now is that lease's business.
  if ("leaseId" in account && account.leaseId !== lease.id) return;
  await guard.detach(account.accountId);
}
